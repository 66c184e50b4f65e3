import type { ReportRequest } from "../../core/evidence.ts";
import type { CoverageSettings } from "./model.ts";

type Report = CoverageSettings["reports"][number];

/** The settings hold at least one of the two. */
export function flagOf({ flag, artifact = "" }: Report): string {
  return flag ?? artifact;
}

export function requestsOf({ reports }: CoverageSettings): readonly ReportRequest[] {
  return reports.map((report) => {
    const asked = { flag: flagOf(report), workflow: report.workflow };
    const { artifact, path } = report;
    return artifact === undefined ? { ...asked, artifact, path } : { ...asked, artifact, path: path ?? "" };
  });
}

/** Without these there is no verdict. */
export function requiredFlags({ reports }: CoverageSettings): readonly string[] {
  return [...new Set(reports.filter(({ optional }) => !optional).map(flagOf))];
}

/** Of the missing ones, those for which the merge base's reports may stand in. */
export function carriedFlags({ reports }: CoverageSettings, missing: readonly string[]): readonly string[] {
  return [...new Set(reports.filter((report) => report["carry-forward"]).map(flagOf))].filter((flag) =>
    missing.includes(flag),
  );
}
