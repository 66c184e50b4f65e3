import { z } from "zod";
import type { PassedOver } from "../../core/evidence.ts";
import type { UsedReport } from "../../core/report-table.ts";
import type { ChangedLines } from "../../core/repository.ts";
import type { Extent } from "../../formats/coverage/extent.ts";
import { type FileCoverage, metrics } from "../../formats/coverage/model.ts";
import { GlobSetting } from "../../formats/globs/glob-setting.ts";
import { findable, reportKeys, trustKeys } from "../../formats/reports/report-settings.ts";

const Percent = z.number().min(0).max(100);
const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { message: "Write the day as 2027-01-31" })
  .refine((day) => z.iso.date().safeParse(day).success, { message: "There is no such day" });

/** A fixed number, the merge base's own coverage, or a number from a day on. */
const Threshold = z.union([Percent, z.literal("base"), z.record(Day, Percent)]);
export type Threshold = z.output<typeof Threshold>;

const Module = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("What the module is called; the first of its paths if left out."),
  paths: z.array(GlobSetting).min(1).max(200).describe("Folders such as `core/`, or globs such as `**/*.tsx`."),
  threshold: Threshold.optional().describe(
    "Percent that must be covered, `base` for as much as in the merge base, or numbers by the day from which they hold.",
  ),
  metric: z.enum(metrics).optional().describe("What is counted, where it differs from the gate's `metric`."),
  "max-drop": Percent.optional().describe("So many percentage points may be lost against the merge base."),
});

const reportExamples = { artifact: "coverage-*", path: "**/coverage.xml" };

const ReportKeys = z.strictObject({
  ...reportKeys(reportExamples),
  "carry-forward": z
    .boolean()
    .default(false)
    .describe("Whether the merge base's reports stand in for missing ones, as when a job was skipped."),
  folder: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe("The folder of the repository below which the reports' files are, such as `packages/ui/`."),
  prefixes: z
    .array(z.string().min(1).max(500))
    .max(50)
    .default([])
    .describe("What paths in the reports begin with on the machine that tested, such as `/app/`."),
});

const Report = findable(ReportKeys, reportExamples.path);

const ChangedLinesRule = z.strictObject({
  threshold: Percent.describe("Percent of changed lines that must be covered."),
  partial: z
    .enum(["covered", "uncovered"])
    .default("covered")
    .describe("What a line counts as on which a branch was left out."),
});

export const CoverageSettings = z.strictObject({
  reports: z.array(Report).min(1).max(50).describe("Where the reports are. All formats are told by content."),
  modules: z
    .union([z.record(z.string().min(1).max(500), Threshold), z.array(Module).max(500)])
    .default({})
    .describe(
      "Thresholds: a map from paths to percent, or a list with more keys. The most specific path that fits counts.",
    ),
  "changed-lines": z
    .union([Percent, ChangedLinesRule])
    .optional()
    .describe("Percent of changed lines that must be covered, alone or with `partial`."),
  metric: z.enum(metrics).default("line").describe("What is counted."),
  "max-drop": Percent.optional().describe("So many percentage points each module may lose against the merge base."),
  exclude: z.array(GlobSetting).max(500).default([]).describe("Globs of files that are not looked at."),
  unmeasured: z
    .enum(["listed", "uncovered"])
    .default("listed")
    .describe("What source files are that no report mentions: listed, or counted as uncovered."),
  "missing-module": z
    .enum(["fail", "pass"])
    .default("fail")
    .describe("What happens when a module has files and no report mentions any of them."),
  ...trustKeys,
  "max-unresolved": Percent.default(2).describe(
    "So many percent of a report's lines may be of files that are not found, or that end before lines that it names.",
  ),
});
export type CoverageSettings = z.output<typeof CoverageSettings>;

/** What was measured of one commit, by paths of its tree. */
export interface Measured {
  readonly commit: string;
  readonly distance: number;
  readonly files: ReadonlyMap<string, FileCoverage>;
  readonly used: readonly MeasuredReport[];
  /** How many lines of a file one report lists and another one that has the file does not. */
  readonly disagreements: ReadonlyMap<string, number>;
  /** Nearer commits that are not compared with, since a report of theirs is damaged. */
  readonly passedOver: readonly PassedOver[];
}

/** The commit that is compared with, and how head differs from it. */
export interface ComparedBase extends Measured {
  readonly changes: readonly ChangedLines[];
  /** Files that head has not. */
  readonly deleted: readonly string[];
}

/** A report whose lines count. */
export interface MeasuredReport extends UsedReport {
  /** How far down its files it goes, by paths of the tree. */
  readonly extents: ReadonlyMap<string, Extent>;
}

/** Lines by path. */
export type LineSets = ReadonlyMap<string, ReadonlySet<number>>;

/** Lines that are covered or not by chance. They are left out where head and merge base are compared. */
export interface FlakyLines {
  /** By paths and lines of the commit that is compared with. */
  readonly base: LineSets;
  /** The same lines where head has them. */
  readonly head: LineSets;
  /** Of so many runs on the base they are known. */
  readonly runs: number;
}

export interface CoverageFacts {
  readonly today: string;
  readonly head: Measured;
  readonly base: ComparedBase | undefined;
  /** What of head is compared with the base: reports that only one of both has would make a difference by themselves. */
  readonly compared: ReadonlyMap<string, FileCoverage>;
  /** Flags that only one of both has. */
  readonly onOneSide: readonly string[];
  /** Files of head, without those that are excluded or generated. */
  readonly paths: readonly string[];
  /** Since the merge base. */
  readonly changes: readonly ChangedLines[];
  /** Files of the merge base that head has not. */
  readonly deleted: readonly string[];
  /** Of source files that no report mentions, where they count as uncovered. */
  readonly linesOfCode: ReadonlyMap<string, number>;
  readonly flaky: FlakyLines;
  /** Measured files of head that the base has changed, too, where reports are of the merge of both. */
  readonly merged: readonly string[];
}
