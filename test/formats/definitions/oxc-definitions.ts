import { parseSync } from "oxc-parser";
import { z } from "zod";
import type { Definition } from "../../../src/formats/definitions/definitions.ts";

type Expected = Omit<Definition, "fingerprint">;

const Node = z.looseObject({ type: z.string(), start: z.number(), end: z.number() });
type Node = z.infer<typeof Node>;

/** What oxc's parser finds in a file, in the order of the text; undefined when it is no program. */
export function oxcDefinitions(path: string, text: string): readonly Expected[] | undefined {
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) return undefined;
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) if (text[at] === "\n") starts.push(at + 1);
  const found: Expected[] = [];
  visit(Node.parse(parsed.program), undefined, [], {
    found,
    lineAt: (offset) => starts.findLastIndex((start) => start <= offset) + 1,
  });
  return found;
}

interface Visit {
  readonly found: Expected[];
  readonly lineAt: (offset: number) => number;
}

function visit(node: Node, parent: Node | undefined, scope: readonly string[], visited: Visit): void {
  const made = definitionOf(node, parent);
  let inner = scope;
  if (made !== undefined) {
    inner = [...scope, made.name];
    const { first, last, ...rest } = made;
    visited.found.push({
      ...rest,
      qualifiedName: inner.join("."),
      firstLine: visited.lineAt(first),
      lastLine: visited.lineAt(last - 1),
    });
  }
  for (const child of childrenOf(node)) visit(child, node, inner, visited);
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node)
    .flat()
    .flatMap((value) => {
      const child = Node.safeParse(value);
      return child.success ? [child.data] : [];
    });
}

interface Made {
  readonly kind: Definition["kind"];
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly parameters: Definition["parameters"];
}

const functions = ["FunctionExpression", "ArrowFunctionExpression"];

function definitionOf(node: Node, parent: Node | undefined): Made | undefined {
  const outer = parent !== undefined && /^Export(Named|Default)Declaration$/.test(parent.type) ? parent : node;
  const name = nameOf(node["id"]);
  switch (node.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return name === undefined
        ? undefined
        : { kind: "function", name, first: outer.start, last: node.end, parameters: parametersOf(node) };
    case "ClassDeclaration":
      return name === undefined
        ? undefined
        : { kind: "class", name, first: outer.start, last: node.end, parameters: undefined };
    case "TSInterfaceDeclaration":
    case "TSEnumDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSModuleDeclaration":
      return name === undefined
        ? undefined
        : { kind: "type", name, first: outer.start, last: node.end, parameters: undefined };
    case "VariableDeclarator": {
      const value = Node.safeParse(node["init"]).data;
      if (name === undefined || value === undefined) return undefined;
      const first = node.start;
      if (functions.includes(value.type))
        return { kind: "function", name, first, last: value.end, parameters: parametersOf(value) };
      return value.type === "ClassExpression"
        ? { kind: "class", name, first, last: value.end, parameters: undefined }
        : undefined;
    }
    case "MethodDefinition":
    case "TSAbstractMethodDefinition":
    case "PropertyDefinition": {
      const key = node["computed"] === true ? undefined : nameOf(node["key"]);
      const value = Node.safeParse(node["value"]).data;
      if (
        key === undefined ||
        value === undefined ||
        !/^(TSEmptyBody)?(Function|ArrowFunction)Expression$/.test(value.type)
      )
        return undefined;
      return { kind: "function", name: key, first: node.start, last: value.end, parameters: parametersOf(value) };
    }
    default:
      return undefined;
  }
}

function nameOf(value: unknown): string | undefined {
  const node = z
    .looseObject({ type: z.string(), name: z.string().optional(), value: z.unknown().optional() })
    .safeParse(value).data;
  if (node?.type === "PrivateIdentifier") return `#${node.name}`;
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  return node?.name;
}

function parametersOf(node: Node): Definition["parameters"] {
  return z
    .array(Node)
    .parse(node["params"])
    .flatMap((parameter) => {
      const held = parameter.type === "TSParameterProperty" ? Node.parse(parameter["parameter"]) : parameter;
      const rest = held.type === "RestElement";
      const assigned = held.type === "AssignmentPattern";
      const target = Node.parse(rest ? held["argument"] : assigned ? held["left"] : held);
      const name = nameOf(target) ?? "";
      if (name === "this") return [];
      const optional = target["optional"] === true || held["optional"] === true;
      return [
        { name, kind: rest ? ("rest" as const) : ("positional" as const), required: !rest && !assigned && !optional },
      ];
    });
}
