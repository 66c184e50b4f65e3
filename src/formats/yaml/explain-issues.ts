import type { z } from "zod";
import { nearestOf } from "../nearest-of.ts";
import { knownKeys } from "./known-keys.ts";
import type { YamlProblem } from "./problem.ts";
import { quoteForReader } from "./quote.ts";
import { nodeAt, type Path, positionAt, type YamlNode } from "./yaml-node.ts";

type Issue = z.core.$ZodIssue;

/** So many issues are turned into text at most; a hostile file can have a hundred thousand. */
const maxIssues = 500;

/** What the schema objects to, in words and with places. `schema` is the JSON Schema, which knows the right keys. */
export function explainIssues(root: YamlNode, schema: unknown, issues: readonly Issue[]): readonly YamlProblem[] {
  return issues.slice(0, maxIssues).flatMap((issue) => explainIssue(root, schema, issue, []));
}

function explainIssue(root: YamlNode, schema: unknown, issue: Issue, outer: Path): readonly YamlProblem[] {
  const path = [...outer, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, maxIssues).map((key) => unknownKey(root, schema, path, key));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return closestAlternative(issue.errors).flatMap((inner) => explainIssue(root, schema, inner, path));
  }
  const [last] = path.slice(-1);
  if (issue.code === "invalid_key" && last !== undefined) {
    const [wrong] = issue.issues;
    const what = `${nameOf(path.slice(0, -1))} cannot have the key ${quoteForReader(String(last))}. ${sentence(wrong?.message ?? issue.message)}`;
    return [{ rule: "invalid-value", at: positionAt(root, path), what, fix: "Write the key another way." }];
  }
  if (nodeAt(root, path) === undefined && last !== undefined) {
    const what = `${nameOf(path.slice(0, -1))} needs ${quoteForReader(String(last))}, which is missing.`;
    return [{ rule: "invalid-value", at: positionAt(root, path), what, fix: `Add it. ${sentence(issue.message)}` }];
  }
  const what = `${nameOf(path)} cannot be ${valueForReader(nodeAt(root, path), issue)}. ${sentence(issue.message)}`;
  return [{ rule: "invalid-value", at: positionAt(root, path), what }];
}

/** Of several alternatives the author meant the one with the fewest objections. */
function closestAlternative(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  return alternatives.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

/** An objection deep inside means that the alternative fitted so far. */
function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => (issue.code === "unrecognized_keys" ? 1 : issue.path.length)));
}

function unknownKey(root: YamlNode, schema: unknown, path: Path, key: string): YamlProblem {
  const known = knownKeys(schema, path, (name) => {
    const node = nodeAt(root, [...path, name]);
    return node?.kind === "scalar" ? node.value : undefined;
  });
  const nearest = nearestOf(key, known);
  const list = known.length === 0 ? "" : ` Known here: ${known.map((name) => `\`${name}\``).join(", ")}.`;
  return {
    rule: "unknown-key",
    at: positionAt(root, [...path, key]),
    what: `${nameOf(path)} has the unknown key ${quoteForReader(key)}.`,
    fix: nearest === undefined ? `Delete it.${list}` : `Did you mean \`${nearest}\`?${list}`,
  };
}

/** `gates.lane-guard.contracts[0].from` */
function nameOf(path: Path): string {
  if (path.length === 0) return "The file";
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  return quoteForReader(steps.join("").replace(/^\./, ""));
}

function valueForReader(node: YamlNode | undefined, { code }: Issue): string {
  if (node === undefined) return "missing";
  // A group may be right here, and what is wrong is how its keys go together.
  if (node.kind === "map" && code === "custom") return "as it is";
  if (node.kind === "list") return node.items.length === 0 ? "an empty list" : "this list";
  if (node.kind === "map") return "a group of keys";
  if (node.value === null) return "empty";
  return quoteForReader(JSON.stringify(node.value));
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
