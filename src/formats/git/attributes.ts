import { Minimatch } from "minimatch";
import { type AssignedAttribute, type AttributeState, attributeLines } from "./attribute-lines.ts";

const generated = "linguist-generated";

/** So many lines about generated files are looked at, those that count most first: each costs time for each path. */
const maxRules = 1_000;

/** Texts of `.gitattributes` by the folder that each stands in, with an empty text for the top. */
interface AttributeFiles {
  readonly texts: ReadonlyMap<string, string>;
  /** Folders whose file could not be read. */
  readonly unread: readonly string[];
}

interface Rule {
  readonly folder: string;
  readonly matches: (below: string) => boolean;
  /** The last one of a line counts most. */
  readonly attributes: readonly AssignedAttribute[];
}

/**
 * Which files `linguist-generated` of `.gitattributes` marks, as GitHub reads it: later lines and deeper files win, a macro
 * stands for its attributes, and any text but `false` marks, too. Below a folder whose file was not read to its end nothing is
 * generated: what is unread there could take the mark away.
 */
export function generatedFiles(files: AttributeFiles): (path: string) => boolean {
  const { macros, rules, unread } = readAll(files);
  return (path) => {
    if (unread.some((folder) => isIn(folder, path))) return false;
    const states = new Map<string, AttributeState>();
    for (const rule of rules) {
      if (!isIn(rule.folder, path)) continue;
      if (rule.matches(path.slice(rule.folder === "" ? 0 : rule.folder.length + 1))) {
        assign(rule.attributes, states, macros);
      }
      if (states.has(generated)) return marks(states.get(generated));
    }
    return false;
  };
}

type Macros = ReadonlyMap<string, readonly AssignedAttribute[]>;

/** What is known already counts more than what comes. */
function assign(attributes: readonly AssignedAttribute[], states: Map<string, AttributeState>, macros: Macros): void {
  for (const { name, state } of attributes.toReversed()) {
    if (states.has(name)) continue;
    states.set(name, state);
    if (state === true) assign(macros.get(name) ?? [], states, macros);
  }
}

function marks(state: AttributeState | undefined): boolean {
  return typeof state === "object" ? state.text !== "false" : state === true;
}

/** Whether a path lies in a folder, or in one below it. Everything is at the top, which has no name. */
function isIn(folder: string, path: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

interface ReadAttributes {
  readonly macros: Macros;
  /** Those that bear on generated files, those that count most first. */
  readonly rules: readonly Rule[];
  readonly unread: readonly string[];
}

function readAll(files: AttributeFiles): ReadAttributes {
  const macros = new Map<string, readonly AssignedAttribute[]>();
  const deepestFirst = [...files.texts].toSorted(([left], [right]) => right.length - left.length);
  const read = deepestFirst.map(([folder, text]) => ({ folder, ...attributeLines(text, { atTop: folder === "" }) }));
  const unread = [...files.unread, ...read.filter(({ complete }) => !complete).map(({ folder }) => folder)];
  const lines = read.flatMap((file) => file.lines.map((line) => ({ folder: file.folder, ...line })).toReversed());
  for (const { about, attributes } of lines) {
    if ("macro" in about && !macros.has(about.macro)) macros.set(about.macro, attributes);
  }
  const relevant = leadingTo(generated, macros);
  const rules: Rule[] = [];
  for (const { folder, about, attributes } of lines) {
    if (rules.length === maxRules) break;
    const matches = "pattern" in about ? matcherOf(about.pattern) : undefined;
    if (matches === undefined || !attributes.some(({ name }) => relevant.has(name))) continue;
    rules.push({ folder, matches, attributes });
  }
  return { macros, rules, unread };
}

/** The attribute and every macro that it may come by. */
function leadingTo(attribute: string, macros: Macros): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [macro, attributes] of macros) {
    for (const { name } of attributes) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [macro]);
      else known.push(macro);
    }
  }
  const found = new Set([attribute]);
  // A set visits what is added while it is walked.
  for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
  return found;
}

const options = { dot: true, nonegate: true, nocomment: true, noext: true, nobrace: true, platform: "linux" } as const;

/** Without a slash a pattern is about names at any depth. One with a slash at its end is about folders, which have no attributes. */
function matcherOf(pattern: string): ((below: string) => boolean) | undefined {
  if (pattern.endsWith("/")) return undefined;
  const glob = pattern.includes("/") ? pattern.replace(/^\//, "") : `**/${pattern}`;
  const matcher = new Minimatch(glob, options);
  return (below) => matcher.match(below);
}
