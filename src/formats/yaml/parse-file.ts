import { z } from "zod";
import { decode, maxYamlBytes } from "./decode.ts";
import { explainIssues } from "./explain-issues.ts";
import { wordsOf } from "./issue-words.ts";
import { firstPosition } from "./position.ts";
import type { YamlProblem } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import type { YamlNode } from "./yaml-node.ts";
import { plainValue } from "./yaml-node.ts";

/** In the order of the file. */
export type YamlProblems = readonly [YamlProblem, ...YamlProblem[]];

export type ParsedFile<T> =
  | { readonly kind: "value"; readonly value: T; readonly root: YamlNode }
  | { readonly kind: "broken"; readonly problems: YamlProblems };

/** More would drown the reader. */
const maxProblems = 50;

/** Reads a YAML file that has to be just what the schema says, all of it or nothing. It may be hostile. */
export function parseYamlFile<S extends z.ZodType>(content: Uint8Array, schema: S): ParsedFile<z.output<S>> {
  const decoded = decode(content);
  if (decoded.kind === "too-large") {
    const what = `the file has ${decoded.bytes} bytes; at most ${maxYamlBytes} are read.`;
    return brokenBy({ rule: "too-large", at: firstPosition, what });
  }
  if (decoded.kind === "not-utf-8") {
    return brokenBy({ rule: "not-yaml", at: decoded.at, what: "the file is not UTF-8 text." });
  }
  const read = readYaml(decoded.text);
  if (read.kind === "broken") return brokenBy(...read.problems);
  if (read.kind === "empty") {
    return brokenBy({ rule: "invalid-value", at: firstPosition, what: "the file has no content." });
  }
  const checked = schema.safeParse(plainValue(read.root), { error: wordsOf });
  if (checked.success) return { kind: "value", value: checked.data, root: read.root };
  const known = z.toJSONSchema(schema, { io: "input", reused: "inline" });
  const [first, ...others] = explainIssues(read.root, known, checked.error.issues);
  const unexplained: YamlProblem = { rule: "invalid-value", at: read.root.at, what: "the file cannot be understood." };
  return brokenBy(first ?? unexplained, ...others);
}

export function brokenBy(
  first: YamlProblem,
  ...others: readonly YamlProblem[]
): { readonly kind: "broken"; readonly problems: YamlProblems } {
  const [head = first, ...rest] = [first, ...others].toSorted(
    (one, other) => one.at.line - other.at.line || one.at.column - other.at.column,
  );
  return { kind: "broken", problems: [head, ...rest.slice(0, maxProblems - 1)] };
}
