import type { ReportRequest } from "../../core/evidence.ts";
import type { CoverageSettings } from "./model.ts";

type Report = CoverageSettings["reports"][number];

/** The settings hold at least one of the two. */
export function flagOf({ flag, artifact = "" }: Report): string {
  return flag ?? artifact;
}

export function requestsOf({ reports }: CoverageSettings): readonly ReportRequest[] {
  return reports.map((report) => {
    const asked = { flag: flagOf(report), entry: entryOf(report, reports), workflow: report.workflow };
    const { artifact, path } = report;
    return artifact === undefined ? { ...asked, artifact, path } : { ...asked, artifact, path: path ?? "" };
  });
}

/** The flag alone where nothing else has it. */
function entryOf(report: Report, reports: readonly Report[]): string {
  const flag = flagOf(report);
  if (reports.filter((one) => flagOf(one) === flag).length === 1) return flag;
  const { artifact, path, workflow } = report;
  const what = artifact === undefined ? (path ?? "sent by jobs") : `${path ?? ""} in ${artifact}`;
  return `${flag} (${what}${workflow === undefined ? "" : ` of ${workflow}`})`;
}

/** Without any report of these there is no verdict, or one that the merge base's reports stand in for. */
export function requiredFlags({ reports }: CoverageSettings): readonly string[] {
  return [...new Set(reports.filter(({ optional }) => !optional).map(flagOf))];
}

/** Each of these has to be answered; those of flags that are carried over are. */
export function requiredEntries({ reports }: CoverageSettings, carried: readonly string[] = []): readonly string[] {
  const required = reports.filter((report) => !report.optional && !carried.includes(flagOf(report)));
  return [...new Set(required.map((report) => entryOf(report, reports)))];
}

/** Of the missing ones, those for which the merge base's reports may stand in. */
export function carriedFlags({ reports }: CoverageSettings, missing: readonly string[]): readonly string[] {
  return [...new Set(reports.filter((report) => report["carry-forward"]).map(flagOf))].filter((flag) =>
    missing.includes(flag),
  );
}
