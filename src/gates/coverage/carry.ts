import { countOf } from "../../core/count-of.ts";
import type { Claim, FoundReports } from "../../core/evidence.ts";
import { flagOf, requiredFlags } from "../../core/report-entries.ts";
import { mergeCoverage } from "../../formats/coverage/merge.ts";
import type { CoverageReport, FileCoverage } from "../../formats/coverage/model.ts";
import type { ComparedBase, CoverageSettings, Measured } from "./model.ts";

/**
 * Flags for which the base's reports stand in. Only where the job was left out on purpose: a workflow that has not begun,
 * still runs or failed would have sent a report of its own.
 */
export function carriedOver(
  settings: CoverageSettings,
  missing: readonly string[],
  found: FoundReports<unknown>,
  base: FoundReports<unknown> | undefined,
  mayComeLater: boolean,
): readonly string[] {
  const isSkipped = (flag: string) => found.running.length === 0 && found.skipped.includes(flag);
  return carriedFlags(settings, missing).filter(
    (flag) => (!mayComeLater || isSkipped(flag)) && base?.reports.some((report) => report.flag === flag),
  );
}

/** Of the missing flags, those for which the merge base's reports may stand in. */
export function carriedFlags({ reports }: CoverageSettings, missing: readonly string[]): readonly string[] {
  return [...new Set(reports.filter((report) => report["carry-forward"]).map(flagOf))].filter((flag) =>
    missing.includes(flag),
  );
}

/** Flags that are missed when they are not there: what is optional may have reports that stand in for it. */
export function wantedFlags({ reports }: CoverageSettings): readonly string[] {
  return [...new Set([...requiredFlags(reports), ...reports.filter((one) => one["carry-forward"]).map(flagOf)])];
}

/** The reports of these flags alone. */
export function onlyFlags(found: FoundReports<CoverageReport>, flags: readonly string[]): FoundReports<CoverageReport> {
  return { ...found, reports: found.reports.filter(({ flag }) => flags.includes(flag)) };
}

/**
 * What was measured of head together with what is carried forward, line by line. Of files whose lines the change touches
 * nothing is carried: those lines have moved, and nobody ran them since. A file that is only renamed keeps its lines.
 */
export function withCarried(head: Measured, carried: ComparedBase | undefined, absence: Claim | undefined): Measured {
  if (carried === undefined) return head;
  const { changes, deleted } = carried;
  const changeOf = new Map(changes.map((change) => [change.pathBefore ?? change.path, change]));
  const gone = new Set(deleted);
  const files = new Map<string, FileCoverage>();
  let left = 0;
  for (const [path, file] of carried.files) {
    const change = changeOf.get(path);
    if (change === undefined && !gone.has(path)) files.set(path, file);
    else if (change !== undefined && change.hunks.length === 0 && !change.unread) files.set(change.path, file);
    else if (change !== undefined) left += 1;
  }
  const remarks = [carriedText(carried), ...(left === 0 ? [] : [leftText(left)])];
  const used = carried.used.map((report) => ({
    ...report,
    claim: absence,
    carried: true,
    remarks: [...report.remarks, ...remarks],
  }));
  const merged = mergeCoverage([head, { files }].map((one) => ({ files: one.files, complete: true })));
  return { ...head, files: merged.files, used: [...head.used, ...used] };
}

function carriedText({ commit, distance }: Measured): string {
  const where =
    distance === 0 ? "" : `, or rather that of ${commit.slice(0, 8)}, ${countOf(distance, "commit")} before it`;
  return `it is the merge base's${where}, because this commit has none.`;
}

function leftText(files: number): string {
  return `${countOf(files, "file")} of it ${files === 1 ? "is" : "are"} left out, since the change touches ${files === 1 ? "its" : "their"} lines.`;
}
