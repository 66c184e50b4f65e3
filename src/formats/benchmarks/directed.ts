import type { BenchmarkReport, Series } from "./model.ts";

/**
 * The report with the direction that whoever configures it declares, for all series that do not say themselves which values
 * are better, such as those of lists of name, unit and value.
 */
export function directed<Report extends BenchmarkReport>(
  report: Report,
  better: "lower" | "higher" | undefined,
): Report {
  if (better === undefined || report.kind !== "series") return report;
  const isSilent = (series: Series) => series.better === "unknown";
  if (!report.series.some(isSilent)) return report;
  return { ...report, series: report.series.map((series) => (isSilent(series) ? { ...series, better } : series)) };
}
