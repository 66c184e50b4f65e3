import type { ReportReader } from "../../core/report-reader.ts";
import type { CoverageReport } from "../../formats/coverage/model.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { totalsOf } from "../../formats/coverage/totals.ts";

/** What a report holds, in numbers; or what is wrong with it, so that its sender can be told at once. */
export type Examined =
  | { readonly kind: "usable"; readonly counts: Readonly<Record<string, number>> }
  | { readonly kind: "unusable"; readonly what: string; readonly fix: string };

/** Reports of one kind, as the address names it. */
export interface UploadKind {
  readonly name: string;
  readonly reader: Pick<ReportReader<unknown>, "id" | "version">;
  /** Of the text that the reader made of the report. */
  readonly examine: (text: string) => Examined;
}

export const uploadKinds: readonly UploadKind[] = [uploadKind("coverage", coverageReports, examineCoverage)];

function uploadKind<T>(name: string, reader: ReportReader<T>, examine: (value: T) => Examined): UploadKind {
  return { name, reader, examine: (text) => examine(reader.decode(text)) };
}

/** Refuses what the gate would not judge by. */
function examineCoverage(report: CoverageReport): Examined {
  if (report.kind === "unknown" || !report.complete) {
    const damage = report.problems.find(({ damaged }) => damaged);
    const { what, fix } = damage ?? { what: "The report is damaged.", fix: "Write it again, and upload it whole." };
    return { kind: "unusable", what, fix };
  }
  if (report.kind === "summary") {
    return { kind: "unusable", what: "The report has totals only.", fix: "Upload a report with lines." };
  }
  const lines = totalsOf(report.files, "line");
  const counted = lines.kind === "counted" ? { linesCovered: lines.covered, linesTotal: lines.total } : {};
  return { kind: "usable", counts: { files: report.files.size, ...counted } };
}
