import { type ProblemLogOf, type ProblemOf, problemLogOf } from "../reports/problem-log.ts";

const asWritten = "Upload the file exactly as the tool wrote it.";

/** What can be wrong. `damaged`: series or figures may have been lost. The others are odd, but nothing is missing. */
const rules = {
  truncated: { damaged: true, fix: "Upload the file again after the tool that writes it has ended." },
  malformed: { damaged: true, fix: asWritten },
  "unreadable-entry": { damaged: true, fix: "Upload the file exactly as the tool wrote it, or update the tool." },
  "unknown-entry": { damaged: true, fix: "Check which tool wrote it: this is not part of the format." },
  "mixed-content": { damaged: true, fix: "Upload one report a file, without other output." },
  encoding: { damaged: true, fix: "Write the report in UTF-8." },
  limit: { damaged: true, fix: "Split the report, or leave the samples out of it." },
  compressed: { damaged: true, fix: "Unpack the file before it is uploaded." },
  "unknown-format": { damaged: true, fix: "Write a report in one of the formats that are read." },
  empty: { damaged: true, fix: "Check that benchmarks ran, and that the filter for them leaves some." },
  "not-finite": { damaged: true, fix: "Correct the benchmark: what it measured is not a number." },
  negative: { damaged: true, fix: "Correct the benchmark, or its clock: nothing takes less than no time or space." },
  "no-figure": { damaged: true, fix: "Check that the benchmark ran to its end." },
  "no-name": { damaged: true, fix: "Keep the folders of target/criterion in the path: they are the benchmark's name." },
  duplicate: { damaged: true, fix: "Give each benchmark a name of its own, and upload each run as a file of its own." },
  "several-machines": { damaged: true, fix: "Upload what each machine measured as a file of its own." },
  failed: { damaged: true, fix: "Correct the benchmark, or leave it out of the run." },
  skipped: { damaged: false, fix: "Nothing, if the benchmark was to be skipped." },
  "exit-code": { damaged: false, fix: "Check the command, if it was to succeed: a failure may be faster." },
  "number-as-text": { damaged: false, fix: "Nothing: it is read as the number that it is." },
  "count-differs": { damaged: false, fix: "Nothing, if the tool is known for it. Else upload the file again." },
} as const;

export type ProblemRule = keyof typeof rules;

export function isProblemRule(text: unknown): text is ProblemRule {
  return typeof text === "string" && Object.hasOwn(rules, text);
}

/** `damaged`: series or figures may have been lost. */
export type BenchmarkProblem = ProblemOf<ProblemRule>;

export type ProblemLog = ProblemLogOf<ProblemRule>;

export function problemLog(): ProblemLog {
  return problemLogOf(rules);
}
