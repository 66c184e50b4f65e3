import type { FoundReport, FoundReports } from "../../core/evidence.ts";
import { mergeCoverage } from "../../formats/coverage/merge.ts";
import type { CoverageReport, FileCoverage, LineReport } from "../../formats/coverage/model.ts";
import { type Prefix, pathFinder } from "../../formats/coverage/paths/find-paths.ts";
import { type Lost, linesIn, locate } from "../../formats/coverage/paths/locate.ts";
import { usableReport } from "../../formats/coverage/usable.ts";
import { isOfMerge } from "./gather-merged.ts";
import type { Measured, UsedReport } from "./model.ts";

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
}

/** Puts all reports of one commit together, line by line, under the paths of its tree. */
export function measure(found: FoundReports<CoverageReport>, options: MeasureOptions): Measurement {
  const tree = new Set(options.paths);
  const finder = pathFinder(options.paths);
  const foreign = (options.alsoInMerge ?? []).filter((path) => !tree.has(path));
  const inMerge = foreign.length === 0 ? finder : pathFinder([...options.paths, ...foreign]);
  const used: UsedReport[] = [];
  const pieces: ReadonlyMap<string, FileCoverage>[] = [];
  for (const report of found.reports) {
    const read = readableReport(report);
    if (typeof read === "string") return { kind: "unavailable", because: read };
    const places = isOfMerge(report.origin) ? inMerge : finder;
    const { files, lost } = locate(read, places, options.prefixes.get(report.flag) ?? []);
    const objection = tooMuchLost(report, read, lost, options.maxUnresolved);
    if (objection !== undefined) return { kind: "unavailable", because: objection };
    used.push(usedReport(report, read, lost));
    pieces.push(places === finder ? files : new Map([...files].filter(([path]) => tree.has(path))));
  }
  const { files, disagreements } = mergeCoverage(pieces.map((one) => ({ files: one, complete: true })));
  const { commit, distance, passedOver } = found;
  return { kind: "measured", measured: { commit, distance, files, used, disagreements, passedOver } };
}

function readableReport({ flag, origin, content }: FoundReport<CoverageReport>): LineReport | string {
  const name = `${flag} (${origin.path})`;
  if (content.kind === "refused") return `${name} cannot be read: ${content.because}`;
  const usable = usableReport(content.value);
  return usable.kind === "usable" ? usable.report : `${name} cannot be used: ${usable.what} ${usable.fix}`;
}

function tooMuchLost(
  { flag, origin }: FoundReport<CoverageReport>,
  report: LineReport,
  lost: readonly Lost[],
  maxUnresolved: number,
): string | undefined {
  const all = [...report.files.values()].reduce((sum, file) => sum + linesIn(file), 0);
  const missing = lost.reduce((sum, { lines }) => sum + lines, 0);
  if (missing * 100 <= maxUnresolved * all) return undefined;
  const [first] = lost;
  const shown = lost
    .slice(0, 5)
    .map(({ path, candidates }) =>
      candidates.length > 1 ? `${path} (could be ${candidates.slice(0, 3).join(" or ")})` : path,
    );
  const more = lost.length > shown.length ? `, and ${lost.length - shown.length} more` : "";
  const folder = first?.path.slice(0, first.path.lastIndexOf("/") + 1) ?? "";
  return `${flag} (${origin.path}): ${missing} of ${all} lines are in files that the repository has not: ${shown.join(", ")}${more}. Say where the tested files lie with \`prefixes: ["${folder}"]\`, or raise \`max-unresolved\`.`;
}

function usedReport(
  { flag, origin, claim }: FoundReport<CoverageReport>,
  report: LineReport,
  lost: readonly Lost[],
): UsedReport {
  const odd = report.problems.map(({ what }) => what);
  const unresolved =
    lost.length === 0 ? [] : [`${lost.length} files are not in the repository, first ${lost[0]?.path ?? ""}`];
  return { flag, origin, claim, format: report.format, carried: false, remarks: [...odd, ...unresolved] };
}
