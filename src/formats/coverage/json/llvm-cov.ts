import { isArray, isObject } from "../../reports/json/shapes.ts";
import { type Collector, collector } from "../collector.ts";
import { MAX_SPAN_LINES, MAX_SPANNED_LINES } from "../limits.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "./json-format.ts";
import { ascend, eachLine, type Segment, segmentFrom } from "./llvm-segments.ts";
import { hitsOf, noteWithout, refuse, wholeNumber } from "./values.ts";

/**
 * `llvm-cov export`, also of Rust and Swift. Lines are derived from segments as LLVM does for `llvm-cov show` and its
 * LCOV; its summary adds up functions instead, and counts a line twice that a lambda shares with the function around it.
 */
export function llvmCov(problems: ProblemLog): JsonFormat {
  const files = collector("llvm-cov", problems);
  const seen: Seen = { branches: false, without: 0, lines: 0, declared: 0, summaries: 0 };
  return {
    patterns: [
      ["data", "*", "files", "*"],
      ["data", "*", "totals"],
    ],
    several: false,
    value([, , section], value) {
      if (section === "totals") {
        seen.declared += declaredLines(value);
        return;
      }
      const path = isObject(value) ? value["filename"] : undefined;
      if (!isObject(value) || typeof path !== "string") {
        refuse("a file", "filename", problems);
        return;
      }
      seen.summaries += declaredLines(value["summary"]);
      if (!files.open(path)) return;
      readSegments(path, value["segments"], files, seen, problems);
      readBranches(path, value["branches"], files, seen, problems);
    },
    end() {
      if (seen.branches) noteWithout(seen.without, problems);
      if (seen.declared !== seen.summaries) {
        const what = `totals say ${seen.declared} lines, and the files together ${seen.summaries}.`;
        problems.note("totals-differ", what);
      }
      const read = files.files({ branches: seen.branches, statements: false });
      return { kind: "lines", format: "llvm-cov", files: read, hints: { style: "file", roots: [] } };
    },
  };
}

interface Seen {
  branches: boolean;
  /** Files that say nothing of branches. */
  without: number;
  lines: number;
  /** Lines by the total of all files, and by those of each: the lines themselves are not comparable, see above. */
  declared: number;
  summaries: number;
}

function readSegments(path: string, value: unknown, files: Collector, seen: Seen, problems: ProblemLog): void {
  const segments = isArray(value) ? value.map(segmentFrom) : [undefined];
  const whole = segments.filter((segment): segment is Segment => segment !== undefined);
  if (whole.length < segments.length || !ascend(whole)) {
    refuse(path, "segments in ascending order (it may be exported with -summary-only)", problems);
  }
  if (!ascend(whole)) return;
  const fits = eachLine(whole, MAX_SPAN_LINES, (line, hits, partial) => {
    seen.lines += 1;
    files.line(line, hits, partial);
    return seen.lines < MAX_SPANNED_LINES;
  });
  if (!fits) {
    problems.note("limit", `a region goes on for more than ${MAX_SPAN_LINES} lines, or all for ${MAX_SPANNED_LINES}.`);
  }
}

/** [line, column, end line, end column, times true, times false, …]; absent before LLVM 12 and in Rust. */
function readBranches(path: string, value: unknown, files: Collector, seen: Seen, problems: ProblemLog): void {
  if (value === undefined) {
    seen.without += 1;
    return;
  }
  if (!isArray(value)) {
    refuse(path, "branches", problems);
    return;
  }
  seen.branches ||= value.length > 0;
  for (const branch of value) {
    const [start, column, end, endColumn, whenTrue, whenFalse] = isArray(branch) ? branch : [];
    const line = wholeNumber(start);
    if (line === undefined) {
      refuse(path, "line of a branch", problems);
      continue;
    }
    const name = `${String(column)},${String(end)}.${String(endColumn)}`;
    files.arm(line, `${name} true`, hitsOf(whenTrue, "an arm", problems));
    files.arm(line, `${name} false`, hitsOf(whenFalse, "an arm", problems));
  }
}

function declaredLines(summary: unknown): number {
  const lines = isObject(summary) ? summary["lines"] : undefined;
  return (isObject(lines) ? wholeNumber(lines["count"]) : undefined) ?? 0;
}
