import type { z } from "zod";
import { quoteForReader } from "./quote.ts";

type Issue = z.core.$ZodRawIssue;

/**
 * What a setting takes, for somebody who knows YAML and no schemas. Undefined where the general text has to do; what a
 * schema says itself counts first.
 */
export function wordsOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return kindText(String(issue.expected), issue.input);
    case "too_small":
      return limitText(issue, "at least", Number(issue.minimum));
    case "too_big":
      return limitText(issue, "at most", Number(issue.maximum));
    case "invalid_value":
      return choiceText(issue.values);
    case "invalid_union":
      // Without a `discriminator` none of the alternatives fits, and each says itself why.
      return issue.discriminator !== undefined && Array.isArray(issue["options"])
        ? choiceText(issue["options"])
        : undefined;
    default:
      return undefined;
  }
}

function choiceText(values: readonly unknown[]): string {
  return `It can be ${listed(values.map((value) => quoteForReader(String(value))))}`;
}

function kindText(expected: string, input: unknown): string | undefined {
  const isPlain = typeof input === "number" || typeof input === "boolean";
  switch (expected) {
    case "string":
      return isPlain ? `It has to be a text: ${quoteForReader(JSON.stringify(String(input)))}` : "It has to be a text";
    case "array":
      if (typeof input === "string") {
        return `It has to be a list, and one entry makes a list, too: ${quoteForReader(JSON.stringify([input]))}`;
      }
      return isGroup(input) ? "It has to be a list: begin each entry with `- `" : "It has to be a list";
    case "boolean":
      return "It has to be `true` or `false`";
    case "number":
      return "It has to be a number";
    case "int":
      return "It has to be a whole number";
    case "object":
    case "record":
      return "It has to be a group of keys, each written as `key: value`";
    default:
      return undefined;
  }
}

function limitText({ origin }: Issue & { readonly origin: string }, limit: string, size: number): string | undefined {
  const plural = size === 1 ? "" : "s";
  switch (origin) {
    case "array":
      return size === 1 && limit === "at least" ? "Name at least one entry" : `It takes ${limit} ${size} entries`;
    case "string":
      return size === 1 ? "It must not be empty" : `It takes ${limit} ${size} character${plural}`;
    case "number":
    case "int":
      return `It has to be ${limit} ${size}`;
    default:
      return undefined;
  }
}

function isGroup(input: unknown): boolean {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}

function listed(names: readonly string[]): string {
  const [last = ""] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}
