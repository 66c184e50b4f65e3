import { z } from "zod";
import { GateReport } from "../../core/report.ts";
import { CountedFraction, CoverageFigures } from "../../formats/coverage/figures.ts";
import { ReportProblem } from "../render/report-problems.ts";

const Totals = z.strictObject({
  lines: CountedFraction.describe("Executable lines."),
  branches: CountedFraction.nullable().describe("Arms of branches; null: not measured, or not in every file."),
  statements: CountedFraction.nullable().describe("null: the format does not tell them, or not of every file."),
});
export type Totals = z.infer<typeof Totals>;

const File = z.strictObject({
  path: z.string().describe("In a clone that of the repository, else as reported."),
  ...Totals.shape,
});

const Unresolved = z.strictObject({
  report: z.string(),
  path: z.string().describe("As reported."),
  lines: z.int().describe("Executable lines; they are in no total."),
  candidates: z.array(z.string()).describe("Files of the repository that it could be."),
});

const Normalised = z.strictObject({
  files: z.array(File).describe("By path."),
  totals: Totals,
  problems: z.array(ReportProblem),
  complete: z.boolean().describe("Whether every report could be read as a whole."),
  unresolved: z.array(Unresolved).optional().describe("In a clone: files of the reports that it does not have."),
});
export type Normalised = z.infer<typeof Normalised>;

const Path = z.strictObject({
  report: z.string(),
  reported: z.string(),
  lines: z.int(),
  path: z.string().nullable().describe("Of the repository; null: not found."),
  by: z
    .enum(["exact", "prefix", "root", "workspace", "suffix", "ambiguous", "elsewhere", "unknown"])
    .describe("How it was found, or why it was not."),
  candidates: z
    .array(z.string())
    .describe("Where it is ambiguous, what it could be; elsewhere: the file with the same end."),
});
export type ExplainedPath = z.infer<typeof Path>;

const PathsExplained = z.strictObject({
  paths: z.array(Path),
  prefixes: z
    .array(z.strictObject({ prefix: z.string(), paths: z.int() }))
    .describe("What to declare as `prefixes`, and how many more of the first paths that were not found it finds."),
});
export type PathsExplained = z.infer<typeof PathsExplained>;

const ChangeOutput = z.strictObject({
  head: z.string().describe("The commit that was tested."),
  mergeBase: z.string().describe("The commit that it is compared with."),
  base: z.string().describe("The commit whose configuration counts, unless --config names another one."),
  configured: z.boolean().describe("Whether the configuration has the gate coverage. Else no threshold was judged."),
  verdict: GateReport,
  figures: CoverageFigures.nullable().describe("null: the verdict says why nothing could be judged."),
});
export type ChangeOutput = z.infer<typeof ChangeOutput>;

/** What `lanekeeper coverage --format json` prints. Fields are only ever added within one schema version. */
export const CoverageOutput = z.strictObject({
  schemaVersion: z.literal(1),
  exitCode: z.int().describe("What the process exits with: 0 clear, 1 blocked, 3 unproven."),
  ...Normalised.shape,
  base: Normalised.optional().describe("The same of the reports that --base names."),
  change: ChangeOutput.optional().describe("In a clone."),
  explained: PathsExplained.optional().describe("With --explain-paths."),
});
export type CoverageOutput = z.infer<typeof CoverageOutput>;
