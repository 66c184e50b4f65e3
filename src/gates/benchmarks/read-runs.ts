import type { FoundReport } from "../../core/evidence.ts";
import { flaggedName } from "../../core/report-name.ts";
import type { UsedReport } from "../../core/report-table.ts";
import type { BenchmarkReport, SeriesReport } from "../../formats/benchmarks/model.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import type { EarlierRuns } from "./compare/history-benchmarks.ts";
import { naturalOrder } from "./compare/natural-order.ts";
import { type ProcessRun, processRuns } from "./compare/process-runs.ts";

type Found = FoundReport<BenchmarkReport>;

/** The runs that one upload has brought: only those can be pairs. */
export interface UploadedRuns {
  readonly upload: string;
  readonly runs: readonly ProcessRun[];
}

/** The runs in reports that can be used, upload by upload in the order of their names. */
export function runsByUpload(reports: readonly Found[]): readonly UploadedRuns[] {
  return [...Map.groupBy(reports, uploadOf)]
    .map(([upload, some]) => ({ upload, runs: runsIn(some) }))
    .toSorted((one, other) => naturalOrder(one.upload, other.upload));
}

export function runsIn(reports: readonly Found[]): readonly ProcessRun[] {
  return processRuns(
    reports.flatMap(({ origin, content }) => {
      const report = content.kind === "value" ? usable(content.value) : undefined;
      return report === undefined ? [] : [{ path: origin.path, report }];
    }),
  );
}

/** The runs in what one commit's reports of a flag say, and when the first of these was made. */
export function earlierRuns(reports: readonly Found[]): EarlierRuns {
  const times = reports.map(({ origin }) => (origin.kind === "file" ? Number.POSITIVE_INFINITY : origin.createdAt));
  return { at: Math.min(...times), runs: runsIn(reports) };
}

/** What jobs send themselves belongs together by their run. */
function uploadOf({ origin }: Found): string {
  switch (origin.kind) {
    case "artifact":
      return `${origin.workflow}\n${origin.artifact}`;
    case "upload":
      return `${origin.workflow}\n${origin.runId}`;
    case "file":
      return "";
  }
}

function usable(report: BenchmarkReport): SeriesReport | undefined {
  return report.kind === "series" && benchmarkReports.flaw(report) === undefined ? report : undefined;
}

/** What is wrong with the first report that cannot be used; undefined when all can. */
export function flawIn(reports: readonly Found[]): string | undefined {
  for (const report of reports) {
    const { content } = report;
    const name = flaggedName(report);
    if (content.kind === "refused") return `${name} cannot be read: ${content.because}`;
    const flaw = benchmarkReports.flaw(content.value);
    if (flaw !== undefined) return `${name} cannot be used: ${flaw.what} ${flaw.fix}`;
  }
  return undefined;
}

export function usedReport({ flag, origin, claim, content }: Found): UsedReport {
  const report = content.kind === "value" && content.value.kind === "series" ? content.value : undefined;
  const remarks = report?.problems.map(({ what }) => what) ?? [];
  return { flag, origin, claim, format: report?.format ?? "", carried: false, remarks };
}
