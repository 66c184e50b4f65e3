import type { BenchmarkReport } from "./model.ts";

/**
 * The report with the direction that whoever configures it declares. It is of lists of name, unit and value alone, which say
 * nowhere which values are better; what any other format does not say stays unknown.
 */
export function directed<Report extends BenchmarkReport>(
  report: Report,
  better: "lower" | "higher" | undefined,
): Report {
  if (better === undefined || report.kind !== "series" || report.format !== "custom") return report;
  return { ...report, series: report.series.map((series) => ({ ...series, better })) };
}
