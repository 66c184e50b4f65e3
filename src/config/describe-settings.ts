import { z } from "zod";
import type { Gate } from "../core/gate.ts";
import { alternativesOf, partOf, type SchemaPart } from "../formats/yaml/schema-part.ts";
import { configurationSchema } from "./schema.ts";

/** One setting in words, for reference pages and `explain`. `name` is its path: `contracts[].from`. */
export interface SettingText {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** As it would be written in the file; left out when there is none. */
  readonly defaultText?: string;
  readonly description: string;
}

/** The settings of one gate without `mode`, which every gate has; nested ones follow the setting they belong to. */
export function gateSettings(gate: Gate): readonly SettingText[] {
  return propertiesOf(z.toJSONSchema(gate.settings, { io: "input", reused: "inline" }), "");
}

/** The keys at the top of the file. */
export function topSettings(): readonly SettingText[] {
  return propertiesOf(z.toJSONSchema(configurationSchema([]), { io: "input", reused: "inline" }), "");
}

/** The same key in several alternatives is described once, with every value and meaning that it can have. */
function propertiesOf(schema: unknown, prefix: string): readonly SettingText[] {
  const found = new Map<string, SettingText>();
  for (const part of alternativesOf(schema)) {
    const required = Array.isArray(part["required"]) ? part["required"] : [];
    for (const [key, property] of Object.entries(partOf(part["properties"]))) {
      for (const text of describe(property, `${prefix}${key}`, required.includes(key))) {
        found.set(text.name, merged(found.get(text.name), text));
      }
    }
  }
  return [...found.values()];
}

function merged(known: SettingText | undefined, text: SettingText): SettingText {
  if (known === undefined) return text;
  const hasType = ` or ${known.type} or `.includes(` or ${text.type} or `);
  const type = hasType ? known.type : `${known.type} or ${text.type}`;
  const isTold = known.description.includes(text.description);
  return { ...known, type, description: isTold ? known.description : `${known.description} ${text.description}` };
}

function describe(schema: unknown, name: string, required: boolean): readonly SettingText[] {
  const part = partOf(schema);
  const written = part["default"];
  return [
    {
      name,
      type: typeOf(part),
      required: required && written === undefined,
      ...(written === undefined ? {} : { defaultText: JSON.stringify(written) }),
      description: typeof part["description"] === "string" ? part["description"] : "",
    },
    ...propertiesOf(part["items"], `${name}[].`),
    ...propertiesOf(part["additionalProperties"], `${name}.<name>.`),
    ...propertiesOf(part, `${name}.`),
  ];
}

function typeOf(schema: SchemaPart): string {
  if (schema["const"] !== undefined) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" or ");
  const alternatives = alternativesOf(schema).slice(1);
  if (alternatives.length > 0) return [...new Set(alternatives.map(typeOf))].join(" or ");
  switch (schema["type"]) {
    case "array":
      return `list of ${typeOf(partOf(schema["items"]))}`;
    case "object":
      return "group of keys";
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "integer":
      return `whole number${rangeOf(schema)}`;
    default:
      return String(schema["type"] ?? "any value");
  }
}

/** Limits that a reader would run into; the largest number there is, is not one. */
function rangeOf({ minimum, maximum }: SchemaPart): string {
  const from = typeof minimum === "number" && minimum > Number.MIN_SAFE_INTEGER ? ` from ${minimum}` : "";
  const to = typeof maximum === "number" && maximum < Number.MAX_SAFE_INTEGER ? ` to ${maximum}` : "";
  return `${from}${to}`;
}
