import { isArray, isObject, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "./json-format.ts";
import { refuse, wholeNumber } from "./values.ts";

/**
 * coverage.py's JSON. `executed_lines` has more lines than coverage.py counts: those that are excluded, which are listed
 * and taken out, and docstrings, which are not. How many these are follows from the file's own number of statements.
 */
export function coveragePy(problems: ProblemLog): JsonFormat {
  const files = collector("coverage.py json", problems);
  const seen = { branches: false, statements: 0, declared: 0 };
  return {
    patterns: [["files", "*"], ["meta"], ["totals"]],
    several: false,
    value(path, value) {
      const [section = "", file = ""] = path;
      if (!isObject(value)) refuse(file || section, "object", problems);
      else if (section === "meta") seen.branches ||= value["branch_coverage"] === true;
      else if (section === "totals") seen.declared = wholeNumber(value["num_statements"]) ?? 0;
      else {
        seen.branches ||= branchLists.some(([key]) => value[key] !== undefined);
        seen.statements += readFile(file, value, seen.branches, files, problems);
      }
    },
    end() {
      if (seen.declared > seen.statements) {
        const what = `totals say ${seen.declared} statements, and ${seen.statements} are there.`;
        problems.note("totals-differ", what);
      }
      const read = files.files({ branches: seen.branches, statements: false });
      return { kind: "lines", format: "coverage.py", files: read, hints: { style: "file", roots: [] } };
    },
  };
}

/** Answers how many statements the file has. */
function readFile(
  path: string,
  value: JsonObject,
  withBranches: boolean,
  files: Collector,
  problems: ProblemLog,
): number {
  if (!files.open(path)) return 0;
  const excluded = new Set(linesOf(path, value, "excluded_lines", problems));
  const listed = linesOf(path, value, "executed_lines", problems);
  const executed = excluded.size === 0 ? listed : listed.filter((line) => !excluded.has(line));
  const missing = linesOf(path, value, "missing_lines", problems);
  const found = addLines(executed, missing, files);
  for (const [key, hits] of withBranches ? branchLists : []) readBranches(path, value, key, hits, files, problems);
  return countStatements(path, value["summary"], found, missing.length, files, problems);
}

const branchLists = [
  ["executed_branches", 1],
  ["missing_branches", 0],
] as const;

/** The lines of a list, ascending, each once. */
function linesOf(path: string, value: JsonObject, key: string, problems: ProblemLog): readonly number[] {
  const list = value[key];
  if (!isArray(list)) {
    refuse(path, key, problems);
    return [];
  }
  const lines: number[] = [];
  let inOrder = true;
  for (const item of list) {
    const line = wholeNumber(item);
    if (line === undefined) refuse(path, `line number in ${key}`, problems);
    // An empty module is executed on a line 0.
    if (line === undefined || line === 0) continue;
    inOrder &&= line > (lines.at(-1) ?? 0);
    lines.push(line);
  }
  return inOrder ? lines : [...new Set(lines)].sort((left, right) => left - right);
}

/** Adds both lists in the order of the lines, which costs the least, and answers how many lines they have. */
function addLines(executed: readonly number[], missing: readonly number[], files: Collector): number {
  let [ran, left, found] = [0, 0, 0];
  while (ran < executed.length || left < missing.length) {
    const [hit, miss] = [executed[ran] ?? Number.POSITIVE_INFINITY, missing[left] ?? Number.POSITIVE_INFINITY];
    files.line(Math.min(hit, miss), hit <= miss ? 1 : 0, false);
    if (hit <= miss) ran += 1;
    if (miss <= hit) left += 1;
    found += 1;
  }
  return found;
}

/** [[from, to], …]; a negative `to` is an exit. */
function readBranches(
  path: string,
  value: JsonObject,
  key: string,
  hits: number,
  files: Collector,
  problems: ProblemLog,
): void {
  const list = value[key];
  if (!isArray(list)) {
    refuse(path, key, problems);
    return;
  }
  for (const pair of list) {
    const [from, to] = isArray(pair) ? pair : [];
    const line = wholeNumber(from);
    if (line === undefined || typeof to !== "number") refuse(path, `branch in ${key}`, problems);
    else files.arm(line, wholeNumber(to) ?? String(to), hits);
  }
}

function countStatements(
  path: string,
  summary: unknown,
  found: number,
  missing: number,
  files: Collector,
  problems: ProblemLog,
): number {
  const declared = isObject(summary) ? wholeNumber(summary["num_statements"]) : undefined;
  if (declared === undefined) {
    refuse(path, "summary with num_statements", problems);
    return found;
  }
  if (declared > found || declared < missing) {
    problems.note("totals-differ", `${shown(path)} says ${declared} statements, and ${found} are there.`);
    return Math.max(declared, found);
  }
  files.surplus(found - declared);
  return declared;
}
