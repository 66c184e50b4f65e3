import { z } from "zod";
import { flagOf } from "../../core/report-entries.ts";
import type { UsedReport } from "../../core/report-table.ts";
import type { Series } from "../../formats/benchmarks/model.ts";
import { GlobSetting } from "../../formats/globs/glob-setting.ts";
import { findable, reportKeys, trustKeys } from "../../formats/reports/report-settings.ts";
import { Moment } from "../../formats/yaml/moment.ts";
import { boundOf } from "./budgets/bound.ts";
import type { HistoryReports } from "./compare/history-benchmarks.ts";
import { limitOfText } from "./compare/limits.ts";
import type { BenchmarkPlace, PairedReports } from "./compare/paired-benchmarks.ts";

const reportExamples = { artifact: "benchmarks", path: "**/head-*.json" };

const ReportKeys = z.strictObject({
  ...reportKeys(reportExamples),
  "base-path": GlobSetting.max(200)
    .optional()
    .describe(
      "The same of the base's reports, measured in turn with head's in the same job: `**/base-*.json`. Files pair whose names have the same numbers. Without it, head is compared with earlier runs of the base branch.",
    ),
  better: z
    .enum(["lower", "higher"])
    .optional()
    .describe("Which values are better where the format does not say, as in lists of name, unit and value."),
});

type ReportKeys = z.output<typeof ReportKeys>;

/** What has one flag is paired, or not, and read in one way. */
function refuseMixedFlags(reports: readonly ReportKeys[], context: z.RefinementCtx): void {
  for (const [index, report] of reports.entries()) {
    const first = reports.find((one) => flagOf(one) === flagOf(report));
    if (first === undefined || first === report) continue;
    const isPaired = (one: ReportKeys) => one["base-path"] !== undefined;
    const differs = isPaired(first) !== isPaired(report) ? "base-path" : first.better !== report.better ? "better" : "";
    if (differs === "") continue;
    const message = `Another entry has the flag ${flagOf(report)} and another \`${differs}\`: give this one a \`flag\` of its own`;
    context.addIssue({ code: "custom", path: [index, "flag"], message });
  }
}

const Name = z.string().min(1).max(500);
const BenchmarkPattern = Name.describe("Names of benchmarks; `*` stands for any characters.");
const Metric = Name.optional().describe("Such as `time` or `memory`; any metric if left out.");
const Limit = z
  .string()
  .max(20)
  .refine((text) => limitOfText(text) !== undefined, "Write a limit as `10%`, or `none`");

const LimitEntry = z.strictObject({
  benchmark: BenchmarkPattern,
  metric: Metric,
  limit: Limit.describe("How much worse these may become, such as `25%`; `none`: they are only shown."),
});

const BoundSetting = z
  .union([z.string().max(50), z.number().nonnegative()])
  .refine((value) => boundOf(value) !== undefined, "Write a number with its unit, such as `250ms` or `64MiB`")
  .optional();

/** What a budget can be about, in the order in which it is told. */
export const budgetFigures = ["mean", "p50", "p95", "p99", "value"] as const;

const Budget = z
  .strictObject({
    benchmark: BenchmarkPattern,
    metric: Metric,
    mean: BoundSetting.describe("The mean of all rounds, such as `100ms`."),
    p50: BoundSetting.describe("The median."),
    p95: BoundSetting.describe("What 95 of 100 rounds keep below. Of rounds it takes 59 to tell."),
    p99: BoundSetting.describe("What 99 of 100 rounds keep below. Of rounds it takes 299 to tell."),
    value: BoundSetting.describe("The one figure that the tool gives of a metric, such as `64MiB`, `1000/s` or `3`."),
  })
  .refine((budget) => budgetFigures.some((figure) => budget[figure] !== undefined), {
    error: "Say with `mean`, `p50`, `p95`, `p99` or `value` what the benchmarks have to keep",
  });
export type Budget = z.output<typeof Budget>;

const Accepted = z.strictObject({
  benchmark: BenchmarkPattern,
  metric: Metric,
  since: Moment.describe("Figures from before this moment are no baseline any more, such as `2027-01-31T12:00:00Z`."),
  reason: z.string().min(1).max(500).describe("Why the benchmarks are slower from then on, for whoever wonders later."),
});
export type Accepted = z.output<typeof Accepted>;

export const BenchmarkSettings = z.strictObject({
  reports: z
    .array(findable(ReportKeys, reportExamples.path))
    .min(1)
    .max(50)
    .superRefine(refuseMixedFlags)
    .describe("Where the reports are. All formats are told by content."),
  limit: Limit.default("10%").describe(
    "How much worse than the base a benchmark may become, beyond noise; `none`: only budgets are judged.",
  ),
  limits: z
    .array(LimitEntry)
    .max(20)
    .default([])
    .describe("Limits of certain benchmarks. The last one counts that names a benchmark."),
  budgets: z
    .array(Budget)
    .max(200)
    .default([])
    .describe("What figures of head have to keep, whatever the base does: at most; at least where more is better."),
  accepted: z
    .array(Accepted)
    .max(200)
    .default([])
    .describe("Steps that are meant: from then on these benchmarks are compared with what they are since."),
  undecided: z
    .enum(["fail", "tolerate", "pass"])
    .default("tolerate")
    .describe(
      "What happens where noise leaves a benchmark undecided: `fail`, `pass`, or `tolerate`, which passes what is estimated within the limit and certainly below twice the limit.",
    ),
  "plain-ratio": z
    .enum(["shown", "judged"])
    .default("shown")
    .describe(
      "What the ratio of one report of each side is, and of fewer than five pairs: only shown, and the benchmark undecided; or judged by the limit, noise and all.",
    ),
  ...trustKeys,
});
export type BenchmarkSettings = z.output<typeof BenchmarkSettings>;
export type ReportSettings = BenchmarkSettings["reports"][number];

/** Series of head that are of one benchmark, one a run. */
export interface HeadBenchmark {
  readonly place: BenchmarkPlace;
  readonly better: "lower" | "higher" | undefined;
  readonly series: readonly Series[];
}

export interface BenchmarkFacts {
  /** Measured in pairs of runs, base and head in turn. */
  readonly paired: readonly PairedReports[];
  /** Held against earlier runs of the base branch. */
  readonly history: HistoryReports;
  /** All that head has measured. */
  readonly head: readonly HeadBenchmark[];
  readonly used: readonly UsedReport[];
}
