import { isObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { MAX_FILES, MAX_PATH_CHARACTERS } from "../limits.ts";
import type { FileTotals, Fraction } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "./json-format.ts";
import { refuse, wholeNumber } from "./values.ts";

/** Istanbul's coverage-summary.json: totals of each file, and no line of any. */
export function istanbulSummary(problems: ProblemLog): JsonFormat {
  const files = new Map<string, FileTotals>();
  return {
    patterns: [["*"]],
    several: false,
    value([path = ""], value) {
      // The total of all files is added up anew where it is needed.
      if (path === "total") return;
      if (path === "" || path.length > MAX_PATH_CHARACTERS || path.includes("\0") || files.size >= MAX_FILES) {
        problems.note("limit", `it has more than ${MAX_FILES} files, or no usable path: ${shown(path)}.`);
        return;
      }
      files.set(path, {
        lines: fractionOf(path, value, "lines", problems),
        branches: fractionOf(path, value, "branches", problems),
        statements: fractionOf(path, value, "statements", problems),
      });
    },
    end: () => ({ kind: "summary", format: "istanbul-summary", files }),
  };
}

function fractionOf(path: string, value: unknown, key: string, problems: ProblemLog): Fraction {
  const fraction = isObject(value) ? value[key] : undefined;
  const [covered, total] = isObject(fraction)
    ? [wholeNumber(fraction["covered"]), wholeNumber(fraction["total"])]
    : [undefined, undefined];
  if (covered !== undefined && total !== undefined && covered <= total) return { covered, total };
  refuse(path, `${key} with covered and total`, problems);
  return { covered: 0, total: 0 };
}
