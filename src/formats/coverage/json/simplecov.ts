import { isArray, isObject } from "../../reports/json/shapes.ts";
import { type Collector, collector } from "../collector.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "./json-format.ts";
import { hitsOf, noteWithout, refuse, wholeNumber } from "./values.ts";

/**
 * SimpleCov's .resultset.json, with a result of each suite, and its coverage.json, with one of all. Lines are a list
 * with an item for each line of the source. The result set comes from before `:nocov:` is applied, so it may have more
 * lines than SimpleCov prints; coverage.json says "ignored" for them.
 */
export function simplecov(problems: ProblemLog): JsonFormat {
  const files = collector("simplecov", problems);
  const seen = { branches: false, without: 0 };
  return {
    patterns: [
      ["*", "coverage", "*"],
      ["coverage", "*"],
    ],
    known: [["meta"], ["groups"], ["errors"]],
    several: false,
    value(path, value) {
      const file = path.at(-1) ?? "";
      if (!files.open(file)) return;
      // Versions before 0.18 had the lines alone.
      const lines = isObject(value) ? value["lines"] : value;
      if (!isArray(lines)) refuse(file, "lines", problems);
      else readLines(file, lines, files, problems);
      const branches = isObject(value) ? value["branches"] : undefined;
      if (branches === undefined) {
        seen.without += 1;
        return;
      }
      seen.branches = true;
      if (isArray(branches)) readArmList(file, branches, files, problems);
      else if (isObject(branches)) readConditions(file, branches, files, problems);
      else refuse(file, "branches", problems);
    },
    end() {
      if (seen.branches) noteWithout(seen.without, problems);
      const read = files.files({ branches: seen.branches, statements: false });
      return { kind: "lines", format: "simplecov", files: read, hints: { style: "file", roots: [] } };
    },
  };
}

function readLines(path: string, lines: readonly unknown[], files: Collector, problems: ProblemLog): void {
  for (const [index, count] of lines.entries()) {
    if (count === null || count === "ignored") continue;
    files.line(index + 1, hitsOf(count, `line ${index + 1} of ${path}`, problems), false);
  }
}

/** { "[:if, 0, 9, 4, 9, 45]": { "[:then, 1, 9, 4, 9, 32]": 2, … } }: kind, number, and first and last place. */
function readConditions(
  path: string,
  conditions: Readonly<Record<string, unknown>>,
  files: Collector,
  problems: ProblemLog,
): void {
  for (const [condition, arms] of Object.entries(conditions)) {
    const line = /^\[:?"?\w{1,40}"?, \d{1,9}, (\d{1,9}), /.exec(condition)?.[1];
    if (line === undefined || !isObject(arms)) {
      refuse(path, "line of a branch", problems);
      continue;
    }
    for (const [arm, count] of Object.entries(arms)) {
      files.arm(Number(line), `${condition} ${arm}`, hitsOf(count, "an arm", problems));
    }
  }
}

/** [{ "type": "then", "start_line": 9, "end_line": 9, "coverage": 2 }, …]: arms without their condition. */
function readArmList(path: string, arms: readonly unknown[], files: Collector, problems: ProblemLog): void {
  for (const [index, arm] of arms.entries()) {
    const line = isObject(arm) ? wholeNumber(arm["start_line"]) : undefined;
    if (!isObject(arm) || line === undefined) refuse(path, "line of an arm", problems);
    else if (arm["coverage"] !== "ignored" && arm["coverage"] !== null) {
      files.arm(line, `${index} ${String(arm["type"])}`, hitsOf(arm["coverage"], "an arm", problems));
    }
  }
}
