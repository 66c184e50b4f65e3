import type { Finding } from "../../core/finding.ts";
import type { Commits, PathModules, Problem, SourceModules } from "./model.ts";
import { laneGuardRules } from "./rules.ts";
import { symbolicLink, tooLarge } from "./too-large.ts";

interface Flaw extends Problem {
  /** Of a file that says where imports lead, and not of one that imports. */
  readonly inConfiguration: boolean;
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
  const all = [
    ...files.map((file) => ({ ...file, inConfiguration: false })),
    ...configurations.map((file) => ({ ...file, inConfiguration: true })),
  ];
  for (const { path, problems, inConfiguration } of all) {
    const [first] = problems;
    if (first !== undefined) flaws.set(path, { ...first, inConfiguration });
  }
  for (const { path, line } of graph.tooDeep) {
    if (!flaws.has(path)) flaws.set(path, { kind: "too-deep-import", line, inConfiguration: false });
  }
  return flaws;
}

function findingOf(path: string, flaw: Flaw): Finding {
  const { kind, line } = flaw;
  return {
    rule: "not-fully-read",
    what: whatOf(path, flaw),
    why: "An import that is not seen cannot be checked.",
    fix: fixOf(path, flaw),
    at: kind === tooLarge.kind || kind === symbolicLink.kind ? { path } : { path, firstLine: line, lastLine: line },
  };
}

function whatOf(path: string, { kind, line, about, inConfiguration }: Flaw): string {
  if (kind === tooLarge.kind) {
    const unknown = inConfiguration ? "nobody knows where it says that imports lead" : "none of its imports is known";
    return `${path} is larger than the limit, so ${unknown}.`;
  }
  if (kind === symbolicLink.kind) {
    return `${path} is a symbolic link, which is not followed, so nobody knows where it says that imports lead.`;
  }
  const flaw = descriptions.get(kind) ?? `there is something unexpected (${kind})`;
  const verb = kind === "missing-reference" ? "references" : "extends";
  if (about !== undefined) return `${path} ${verb} ${JSON.stringify(about)} in line ${line}, ${flaw}.`;
  return `${path} could not be read to its end: ${flaw} in line ${line}. Imports that could be read do count.`;
}

function fixOf(path: string, { kind, about, inConfiguration }: Flaw): string {
  if (about !== undefined) return fixesOfNamed.get(kind) ?? "Correct `extends`.";
  if (kind === tooLarge.kind) {
    return inConfiguration ? "Make the file smaller." : "Split the file, or move generated data out of it.";
  }
  const known = fixesOfValid.get(kind);
  if (known !== undefined) return known;
  if (path.endsWith(".ipynb")) return "Correct the cell at the line named in Jupyter, and save the notebook anew.";
  return /\.pyi?$/.test(path) ? laneGuardRules["not-fully-read"].fix : "Correct the file at the line named.";
}

/** Of what the language allows, so that none of its own tools would object. */
const fixesOfValid: ReadonlyMap<string, string> = new Map([
  [
    "too-deep-import",
    "Take dots away from the import at the line named. If its package begins in a folder further up, correct `source-roots`.",
  ],
  [symbolicLink.kind, "Commit the file itself in place of the link."],
  ["too-many-imports", "Split the file, or move generated data out of it."],
]);

const fixesOfNamed: ReadonlyMap<string, string> = new Map([
  ["missing-configuration", "Correct the path in `extends`, or commit the file that it names."],
  ["missing-reference", "Correct the path in `references`, or commit the file that it names."],
  ["circular-configuration", "Remove one of the configurations from `extends`, so that none extends itself."],
]);

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
    "missing-configuration": "and the repository has no such file, so imports may lead elsewhere",
    "missing-reference": "and the repository has no such file, so imports may lead elsewhere",
    "circular-configuration": "which leads back to it, so imports may lead elsewhere",
    "unknown-language": "a script is in a language that is not read",
    "specifier-too-long": "the name of a module is too long to be one",
  }),
);
