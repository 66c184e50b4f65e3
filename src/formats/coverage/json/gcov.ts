import { isArray, isObject } from "../../reports/json/shapes.ts";
import { type Collector, collector } from "../collector.ts";
import { MAX_HINTS, MAX_PATH_CHARACTERS } from "../limits.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "./json-format.ts";
import { hitsOf, refuse, wholeNumber } from "./values.ts";

/**
 * gcov's JSON, one document for each object file, or several one after the other. A line comes once for each function
 * that it belongs to, such as the instances of a template; it is one line, and its arms are those of all of them.
 */
export function gcov(problems: ProblemLog): JsonFormat {
  const files = collector("gcov", problems);
  const roots = new Set<string>();
  const seen = { branches: false };
  return {
    patterns: [["files", "*"], ["current_working_directory"]],
    several: true,
    value(path, value) {
      if (path[0] === "files") readFile(value, files, seen, problems);
      else if (typeof value !== "string" || value.length > MAX_PATH_CHARACTERS) {
        refuse("current_working_directory", "path", problems);
      } else if (roots.size < MAX_HINTS) roots.add(value);
    },
    end() {
      const read = files.files({ branches: seen.branches, statements: false });
      return { kind: "lines", format: "gcov", files: read, hints: { style: "file", roots: [...roots] } };
    },
  };
}

function readFile(value: unknown, files: Collector, seen: { branches: boolean }, problems: ProblemLog): void {
  const path = isObject(value) ? value["file"] : undefined;
  const lines = isObject(value) ? value["lines"] : undefined;
  if (typeof path !== "string" || !isArray(lines)) {
    refuse(String(path), "file and lines", problems);
    return;
  }
  if (!files.open(path)) return;
  for (const line of lines) readLine(path, line, files, seen, problems);
}

function readLine(
  path: string,
  value: unknown,
  files: Collector,
  seen: { branches: boolean },
  problems: ProblemLog,
): void {
  const line = isObject(value) ? wholeNumber(value["line_number"]) : undefined;
  if (!isObject(value) || line === undefined) {
    refuse(path, "line_number", problems);
    return;
  }
  const hits = hitsOf(value["count"], "a line", problems);
  // The branches of a template's instances are the same ones, so a block that one of them left out may run in another.
  files.line(line, hits, value["unexecuted_block"] === true);
  const { branches } = value;
  if (!isArray(branches)) {
    refuse(path, "branches of a line", problems);
    return;
  }
  seen.branches ||= branches.length > 0;
  for (const [index, branch] of branches.entries()) {
    files.arm(line, index, hitsOf(isObject(branch) ? branch["count"] : undefined, "an arm", problems));
  }
}
