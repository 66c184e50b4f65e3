import type { Finding } from "../../core/finding.ts";
import type { Commits, PathModules, SourceModules } from "./model.ts";
import { laneGuardRules } from "./rules.ts";

interface Flaw {
  readonly kind: string;
  readonly line: number;
}

/** What could not be read: `blocking` if the change is to blame, `known` if a touched file was like that before. */
export interface Unread {
  readonly blocking: readonly Finding[];
  readonly known: readonly Finding[];
  /** Files that the change leaves alone. */
  readonly untouched: number;
}

/** Sorts out the files of head whose imports may not all be known. */
export function findUnread({ base, head, touched }: Commits): Unread {
  const flawsBefore = flawsOf(base);
  const blocking: Finding[] = [];
  const known: Finding[] = [];
  let untouched = 0;
  for (const [path, flaw] of flawsOf(head)) {
    if (!touched.has(path)) untouched += 1;
    else if (flawsBefore.has(touched.get(path) ?? "")) known.push(findingOf(path, flaw));
    else blocking.push(findingOf(path, flaw));
  }
  return { blocking, known, untouched };
}

/** The first flaw of each file that has one. */
function flawsOf({
  files,
  graph,
  configurations = [],
}: SourceModules & Partial<PathModules>): ReadonlyMap<string, Flaw> {
  const flaws = new Map<string, Flaw>();
  for (const { path, problems } of [...files, ...configurations]) {
    const [first] = problems;
    if (first !== undefined) flaws.set(path, first);
  }
  for (const { path, line } of graph.tooDeep) if (!flaws.has(path)) flaws.set(path, { kind: "too-deep-import", line });
  return flaws;
}

function findingOf(path: string, { kind, line }: Flaw): Finding {
  return {
    rule: "not-fully-read",
    what: whatOf(path, kind, line),
    why: "An import that is not seen cannot be checked.",
    fix: fixOf(path, kind),
    at: kind === "too-large" ? { path } : { path, firstLine: line, lastLine: line },
  };
}

function whatOf(path: string, kind: string, line: number): string {
  if (kind === "too-large") return `${path} is larger than the limit, so none of its imports is known.`;
  const flaw = descriptions.get(kind) ?? `there is something unexpected (${kind})`;
  return `${path} could not be read to its end: ${flaw} in line ${line}. Imports that could be read do count.`;
}

function fixOf(path: string, kind: string): string {
  if (kind === "too-large") return "Split the file, or move generated data out of it.";
  if (path.endsWith(".ipynb")) return "Correct the cell at the line named in Jupyter, and save the notebook anew.";
  return /\.pyi?$/.test(path) ? laneGuardRules["not-fully-read"].fix : "Correct the file at the line named.";
}

/** Of every language. */
const descriptions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "conflict-marker": "there is a merge conflict",
    "unterminated-string": "a string is not closed that begins",
    "unclosed-bracket": "a bracket is not closed that opens",
    "unmatched-bracket": "a bracket is closed that was not open",
    "malformed-import": "there is a malformed import",
    "stray-backslash": "a backslash stands where none may",
    "invalid-encoding": "the bytes are not in the file's encoding",
    "null-byte": "there is a null byte",
    "too-many-imports": "there are more imports than anybody writes by hand",
    "name-too-long": "a name is too long to be one",
    "nested-too-deep": "strings or brackets are nested too deep",
    "unreadable-notebook": "it is not the JSON of a notebook",
    "too-deep-import": "a relative import goes above the top of the source folder",
    "unterminated-template": "a template is not closed that begins",
    "unterminated-comment": "a comment is not closed that begins",
    "unclosed-element": "an element is not closed that opens",
    "unreadable-configuration":
      "it is not what the tools that use it can read, so imports may lead elsewhere; it begins",
    "unknown-language": "a script is in a language that is not read",
    "specifier-too-long": "the name of a module is too long to be one",
  }),
);
