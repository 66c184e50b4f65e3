import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import { digitsOf } from "../counts.ts";
import { MAX_HINTS, MAX_PATH_CHARACTERS } from "../limits.ts";
import { linesOf } from "../lines.ts";
import type { FileCoverage } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import { declaredFrom, hitsFrom, numberFrom } from "./attribute-values.ts";
import type { Attributes } from "./attributes.ts";
import { leafReader } from "./leaf.ts";
import type { XmlFormat } from "./xml-format.ts";

const elements = new Set(
  "coverage sources source packages package classes class methods method lines line conditions condition".split(" "),
);

/**
 * Cobertura's XML in all its dialects. The lines of a class count. Those under its methods are the same ones again, or,
 * from Istanbul, lines of functions that Istanbul itself does not count; they count only where a class has no element
 * `lines` of its own. Several classes may share a file.
 */
export function cobertura(problems: ProblemLog): XmlFormat {
  const state: State = {
    own: collector("cobertura", problems),
    inMethods: collector("cobertura", problems),
    withOwn: new Set(),
    file: undefined,
    package: "",
    roots: [],
    source: "",
    declared: 0,
    found: 0,
    branches: false,
  };
  return {
    elements,
    texts: new Set(["source"]),
    leaf: leafReader("line", ["number", "hits", "branch", "condition-coverage", "missing-branches"]),
    open(name, attributes, parents) {
      if (name === "line") readLine(attributes, parents, state, problems);
      else if (name === "lines" && parents.at(-1) === "class") state.withOwn.add(state.file?.path ?? "");
      else if (name === "class") openClass(attributes, state, problems);
      else if (name === "package") state.package = attributes.text("name") ?? "";
      else if (name === "coverage") state.declared = declaredFrom(attributes, "lines-valid");
    },
    close(name) {
      if (name === "source") keepSource(state, problems);
    },
    text(_name, text) {
      state.source += text;
    },
    end() {
      const files = filesOf(state, problems);
      return { kind: "lines", format: "cobertura", files, hints: { style: "file", roots: state.roots } };
    },
  };
}

interface State {
  readonly own: Collector;
  readonly inMethods: Collector;
  /** Files with a class that has lines of its own. */
  readonly withOwn: Set<string>;
  /** Of the class that is open. */
  file: { readonly path: string; usable: boolean } | undefined;
  package: string;
  roots: string[];
  source: string;
  declared: number;
  found: number;
  branches: boolean;
}

function filesOf(state: State, problems: ProblemLog): Map<string, FileCoverage> {
  const measured = { branches: state.branches, statements: false };
  const [files, inMethods] = [state.own.files(measured), state.inMethods.files(measured)];
  let others = 0;
  for (const [path, file] of inMethods) {
    if (state.withOwn.has(path)) continue;
    files.set(path, file);
    for (const _line of linesOf(file)) others += 1;
  }
  if (state.declared > state.found + others) {
    const what = `lines-valid says ${state.declared} lines, and ${state.found + others} are there.`;
    problems.note("totals-differ", what);
  }
  return files;
}

function openClass(attributes: Attributes, state: State, problems: ProblemLog): void {
  const path = attributes.text("filename");
  if (path === undefined) problems.note("unreadable-entry", "a class has no filename.");
  state.file = { path: path ?? "", usable: false };
  // Compilers make classes without a source file. They are only missed if they have lines.
  if (path === undefined || path === "") return;
  const hints = state.package === "" ? {} : { package: state.package };
  state.inMethods.open(path, hints);
  // A file without lines is known all the same, and says that it was looked at.
  state.file.usable = state.own.open(path, hints);
}

function readLine(attributes: Attributes, parents: readonly string[], state: State, problems: ProblemLog): void {
  const owner = parents.at(-2);
  if (parents.at(-1) !== "lines" || (owner !== "class" && owner !== "method")) {
    problems.note("unknown-entry", `a line stands in ${shown(parents.join("/"))}, not in the lines of a class.`);
    return;
  }
  if (state.file?.path === "") problems.note("unreadable-entry", "a class with lines has no filename.");
  const files = owner === "class" ? state.own : state.inMethods;
  if (owner === "class") state.found += 1;
  const line = numberFrom(attributes, "number", problems);
  if (line === undefined || state.file?.usable !== true) return;
  files.line(line, hitsFrom(attributes, "hits", problems), false);
  readBranches(line, attributes, state, files, problems);
}

/** condition-coverage="50% (1/2)", and what coverage.py adds: missing-branches="12,exit" */
function readBranches(
  line: number,
  attributes: Attributes,
  state: State,
  files: Collector,
  problems: ProblemLog,
): void {
  const text = attributes.text("condition-coverage");
  if (attributes.has("branch")) state.branches = true;
  if (text === undefined) {
    if (/^true$/i.test(attributes.text("branch") ?? ""))
      problems.note("no-branch-detail", "a branch has no condition-coverage.");
    return;
  }
  state.branches = true;
  const [all, covered, total] = /^[\d.,\s]{0,40}%\s?\((\d{1,9})\/(\d{1,9})\)\s?$/.exec(text) ?? [];
  if (all === undefined || Number(covered) > Number(total)) {
    const rule = /^[\d.,]{1,40}%$/.test(text) ? "no-branch-detail" : "unreadable-entry";
    problems.note(rule, `condition-coverage does not tell its branches: ${shown(text)}.`);
    return;
  }
  const missed = missedNames(attributes, Number(total) - Number(covered));
  if (Number(total) > 0) files.arms(line, Number(covered), Number(total), missed);
}

/** The names of the arms that did not run, if it is sure which these are: coverage.py writes "exit" more than once. */
function missedNames(attributes: Attributes, count: number): readonly (number | string)[] {
  const only = attributes.digits("missing-branches");
  if (only !== -1) return count === 1 ? [only] : [];
  const text = attributes.text("missing-branches");
  if (text === undefined || count === 0 || text.length > 10_000) return [];
  const names = text.split(",").map((name) => (digitsOf(name) === -1 ? name.trim() : digitsOf(name)));
  return names.length === count && new Set(names).size === count ? names : [];
}

function keepSource(state: State, problems: ProblemLog): void {
  const source = state.source.trim();
  state.source = "";
  if (source === "") return;
  if (state.roots.length >= MAX_HINTS || source.length > MAX_PATH_CHARACTERS) {
    problems.note(
      "limit",
      `it has more than ${MAX_HINTS} sources, or one of more than ${MAX_PATH_CHARACTERS} characters.`,
    );
  } else if (!state.roots.includes(source)) state.roots.push(source);
}
