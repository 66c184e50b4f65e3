import { damageOf } from "../reports/damage.ts";
import type { CoverageReport, LineReport } from "./model.ts";

export type UsableReport =
  | { readonly kind: "usable"; readonly report: LineReport }
  | { readonly kind: "flawed"; readonly what: string; readonly fix: string };

/** Whether numbers may be taken from a report: it has lines, and none of them was lost. */
export function usableReport(report: CoverageReport): UsableReport {
  if (report.kind === "unknown" || !report.complete) {
    return { kind: "flawed", ...damageOf(report.problems) };
  }
  if (report.kind === "summary") {
    return { kind: "flawed", what: "The report has totals only.", fix: "Upload a report with lines." };
  }
  return { kind: "usable", report };
}
