import type { FoundReport, FoundReports } from "../../core/evidence.ts";
import { flaggedName } from "../../core/report-name.ts";
import { extentOf } from "../../formats/coverage/extent.ts";
import { mergeCoverage } from "../../formats/coverage/merge.ts";
import type { CoverageReport, FileCoverage, LineReport } from "../../formats/coverage/model.ts";
import { type Prefix, pathFinder } from "../../formats/coverage/paths/find-paths.ts";
import { type Located, locate } from "../../formats/coverage/paths/locate.ts";
import { usableReport } from "../../formats/coverage/usable.ts";
import { isOfMerge } from "./gather-merged.ts";
import { lostRemarks, objectionToLost } from "./lost-files.ts";
import type { Measured, MeasuredReport } from "./model.ts";

/** What was measured, or why that is not known. */
export type Measurement =
  | { readonly kind: "measured"; readonly measured: Measured }
  | { readonly kind: "unavailable"; readonly because: string };

export interface MeasureOptions {
  /** Of the tree that the reports are about. */
  readonly paths: readonly string[];
  /** Paths that the base has changed since: those that the tree has not are in what a `pull_request` run tests. */
  readonly alsoInMerge?: readonly string[];
  /** By flag. */
  readonly prefixes: ReadonlyMap<string, readonly Prefix[]>;
  /** So many percent of a report's lines may be of files that are not found. */
  readonly maxUnresolved: number;
  /** Files that are not looked at may be missing, too; by the paths of the report. */
  readonly isExcluded: (path: string) => boolean;
}

/** Puts all reports of one commit together, line by line, under the paths of its tree. */
export function measure(found: FoundReports<CoverageReport>, options: MeasureOptions): Measurement {
  const tree = new Set(options.paths);
  const find = pathFinder(options.paths);
  const foreign = (options.alsoInMerge ?? []).filter((path) => !tree.has(path));
  const inMerge = foreign.length === 0 ? find : pathFinder([...options.paths, ...foreign]);
  const used: MeasuredReport[] = [];
  const pieces: ReadonlyMap<string, FileCoverage>[] = [];
  for (const report of found.reports) {
    const read = readableReport(report);
    if (typeof read === "string") return { kind: "unavailable", because: read };
    const prefixes = options.prefixes.get(report.flag) ?? [];
    const places = isOfMerge(report.origin) ? inMerge : find;
    const { files, lost: all } = locate(read, places, prefixes);
    const lost = all.filter(({ path }) => !options.isExcluded(path));
    const objection = objectionToLost(read, lost, { find: places, prefixes, maxUnresolved: options.maxUnresolved });
    if (objection !== undefined) return { kind: "unavailable", because: `${flaggedName(report)}: ${objection}` };
    const inTree = places === find ? files : new Map([...files].filter(([path]) => tree.has(path)));
    used.push(usedReport(report, read, { files: inTree, lost }));
    pieces.push(inTree);
  }
  const { files, disagreements } = mergeCoverage(pieces.map((one) => ({ files: one, complete: true })));
  const { commit, distance, passedOver } = found;
  return { kind: "measured", measured: { commit, distance, files, used, disagreements, passedOver } };
}

function readableReport(report: FoundReport<CoverageReport>): LineReport | string {
  const { content } = report;
  const name = flaggedName(report);
  if (content.kind === "refused") return `${name} cannot be read: ${content.because}`;
  const usable = usableReport(content.value);
  return usable.kind === "usable" ? usable.report : `${name} cannot be used: ${usable.what} ${usable.fix}`;
}

function usedReport(
  { flag, origin, claim }: FoundReport<CoverageReport>,
  report: LineReport,
  { files, lost }: Located,
): MeasuredReport {
  const odd = report.problems.map(({ what }) => what);
  const extents = new Map([...files].map(([path, file]) => [path, extentOf(file)]));
  const remarks = [...odd, ...lostRemarks(lost)];
  return { flag, origin, claim, format: report.format, carried: false, remarks, extents };
}
