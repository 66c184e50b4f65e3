import { type ProblemLogOf, type ProblemOf, problemLogOf } from "../reports/problem-log.ts";

/** What can be wrong with a report. `damaged`: lines may have been lost. The others are odd, but nothing is missing. */
const rules = {
  truncated: { damaged: true, fix: "Upload the file again after the tool that writes it has ended." },
  malformed: { damaged: true, fix: "Upload the file exactly as the tool wrote it." },
  "unreadable-entry": { damaged: true, fix: "Upload the file exactly as the tool wrote it, or update the tool." },
  "unknown-entry": { damaged: true, fix: "Check which tool wrote it: this is not part of the format." },
  "mixed-content": { damaged: true, fix: "Upload one report a file." },
  encoding: { damaged: true, fix: "Write the report in UTF-8." },
  limit: { damaged: true, fix: "Split the report, or leave generated files out of the measurement." },
  entities: { damaged: true, fix: "Write the report without declarations of entities." },
  compressed: { damaged: true, fix: "Unpack the file before it is uploaded." },
  "unknown-format": { damaged: true, fix: "Write a report in one of the formats that are read." },
  empty: {
    damaged: true,
    fix: "Check that the tests ran with coverage switched on, and that paths are not all excluded.",
  },
  "no-such-line": { damaged: false, fix: "Nothing: lines start at 1, so no source line is missing." },
  "odd-count": { damaged: false, fix: "Nothing, if the count is of a line that did not run. Else update the tool." },
  "no-branch-detail": { damaged: false, fix: "Update the tool, if branches are to be counted." },
  "no-lines": { damaged: false, fix: "Compile with line numbers (debug information), if this file is to be counted." },
  "totals-differ": { damaged: false, fix: "Nothing, if the tool is known for it. Else upload the file again." },
} as const;

export type ProblemRule = keyof typeof rules;

/** `damaged`: lines may have been lost. */
export type CoverageProblem = ProblemOf<ProblemRule>;

export type ProblemLog = ProblemLogOf<ProblemRule>;

export function problemLog(): ProblemLog {
  return problemLogOf(rules);
}
