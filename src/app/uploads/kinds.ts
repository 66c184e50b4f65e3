import type { ReportReader } from "../../core/report-reader.ts";
import { artifactReports } from "../../formats/attestations/artifact-reports.ts";
import { bundleReports } from "../../formats/attestations/bundle-reports.ts";
import type { BenchmarkReport } from "../../formats/benchmarks/model.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import type { CoverageReport } from "../../formats/coverage/model.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { totalsOf } from "../../formats/coverage/totals.ts";

/** What a report holds, so that its sender sees what was read. */
export type Counts = Readonly<Record<string, number>>;

/** Reports of one kind, as the address names it. */
export interface UploadKind {
  readonly name: string;
  readonly reader: Pick<ReportReader<unknown>, "id" | "version">;
  /** Of the text that the reader made of the report. */
  readonly count: (text: string) => Counts;
}

export const uploadKinds: readonly UploadKind[] = [
  uploadKind("coverage", coverageReports, countCoverage),
  uploadKind("benchmarks", benchmarkReports, countBenchmarks),
  uploadKind("artifacts", artifactReports, ({ size }) => ({ bytes: size })),
  uploadKind("attestations", bundleReports, ({ bundles }) => ({ bundles: bundles.length })),
];

function uploadKind<T>(name: string, reader: ReportReader<T>, count: (value: T) => Counts): UploadKind {
  return { name, reader, count: (text) => count(reader.decode(text)) };
}

function countCoverage(report: CoverageReport): Counts {
  // The reader lets nothing else through.
  if (report.kind !== "lines") return {};
  const lines = totalsOf(report.files, "line");
  const counted = lines.kind === "counted" ? { linesCovered: lines.covered, linesTotal: lines.total } : {};
  return { files: report.files.size, ...counted };
}

function countBenchmarks(report: BenchmarkReport): Counts {
  if (report.kind !== "series") return {};
  const samples = report.series.reduce((sum, one) => sum + (one.samples?.length ?? 0), 0);
  return { series: report.series.length, samples };
}
