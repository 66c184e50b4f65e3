import type { ReportReader } from "../core/report-reader.ts";
import { artifactReports } from "../formats/attestations/artifact-reports.ts";
import { bundleReports } from "../formats/attestations/bundle-reports.ts";
import { benchmarkReports } from "../formats/benchmarks/stored-report.ts";
import { coverageReports } from "../formats/coverage/stored-report.ts";

/** What reports can be read as. */
export const reportReaders: readonly ReportReader<unknown>[] = [
  coverageReports,
  benchmarkReports,
  artifactReports,
  bundleReports,
];

/** By id and version, so that a value is never taken for that of another version. */
export function readerName({ id, version }: Pick<ReportReader<unknown>, "id" | "version">): string {
  return `${id}@${version}`;
}

/** Undefined when there is none of this name. */
export function readerNamed(
  readers: readonly ReportReader<unknown>[],
  name: string,
): ReportReader<unknown> | undefined {
  return readers.find((reader) => readerName(reader) === name);
}
