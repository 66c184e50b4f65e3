import { EVENT_ID, type Event, parseEvents, YAMLException } from "js-yaml";
import { buildYaml } from "./build-yaml.ts";
import { positionsOf } from "./position.ts";
import type { YamlProblem } from "./problem.ts";
import type { YamlNode } from "./yaml-node.ts";

/** Deeper nesting is refused, so that walking the tree needs no more than a small stack. */
const maxDepth = 32;

export type ReadYaml =
  | { readonly kind: "document"; readonly root: YamlNode }
  | { readonly kind: "empty" }
  | { readonly kind: "broken"; readonly problems: readonly [YamlProblem, ...YamlProblem[]] };

/** Reads one plain YAML document. The input is hostile: time and memory are linear in the length of the text. */
export function readYaml(text: string): ReadYaml {
  const positionOf = positionsOf(text);
  let events: readonly Event[];
  try {
    events = parseEvents(text, { maxDepth });
  } catch (error) {
    if (error instanceof YAMLException) return { kind: "broken", problems: [syntaxProblem(error)] };
    throw error;
  }
  if (events.length === 0) return { kind: "empty" };
  const built = buildYaml(text, events, positionOf);
  const [first, ...others] = [...built.problems, ...secondDocument(text, events)];
  if (first !== undefined) return { kind: "broken", problems: [first, ...others] };
  if (built.root.kind === "scalar" && built.root.value === null) return { kind: "empty" };
  return { kind: "document", root: built.root };
}

function syntaxProblem(error: YAMLException): YamlProblem {
  const at = { line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 };
  if (error.reason.startsWith("nesting exceeded")) {
    return { rule: "not-yaml", at, what: `more than ${maxDepth} levels of lists and keys inside each other.` };
  }
  return { rule: "not-yaml", at, what: `${error.reason}.` };
}

/** The parser does not say where a document starts; its separator is a line of its own. */
function secondDocument(text: string, events: readonly Event[]): readonly YamlProblem[] {
  if (events.filter((event) => event.type === EVENT_ID.DOCUMENT).length < 2) return [];
  const lines = text.split(/\r\n?|\n/);
  const firstContent = lines.findIndex((line) => !/^(?:---)?\s*(?:#.*)?$/.test(line));
  const separator = lines.findIndex((line, index) => index > firstContent && /^(?:---|\.\.\.)(?:\s|$)/.test(line));
  const at = { line: Math.max(separator, 0) + 1, column: 1 };
  return [{ rule: "not-yaml", at, what: "a second YAML document starts here.", fix: "Keep one document in the file." }];
}
