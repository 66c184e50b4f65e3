import { countOf } from "../../core/count-of.ts";
import type { Table } from "../../core/verdict.ts";
import { changeText, percentText } from "../../formats/coverage/percent.ts";
import type { ChangedCoverage } from "./changed-lines.ts";
import type { JudgedModule } from "./judge-module.ts";
import type { CoverageFacts, UsedReport } from "./model.ts";

/** So many rows of a table are shown. */
const maxRows = 50;

export function moduleTable(judged: readonly JudgedModule[], { base }: CoverageFacts): readonly Table[] {
  if (judged.length === 0) return [];
  const rows = judged.map(({ module, part, before, threshold, findings }) => {
    const mayLose = threshold !== "base" && module.maxDrop === undefined;
    // Where no rule was there to keep, nothing is said of it.
    const kept = part === undefined || (threshold === undefined && mayLose) ? "–" : "✓";
    const now = part?.kind === "counted" ? part : undefined;
    return [
      findings.length === 0 ? kept : "✗",
      module.name,
      now === undefined ? "not measured" : `${percentText(now)} (${now.covered}/${now.total})`,
      before === undefined ? "–" : percentText(before),
      now === undefined || before === undefined ? "–" : judgedChange(changeText(now, before), mayLose),
      threshold === undefined ? "–" : threshold === "base" ? "base" : `${threshold} %`,
      module.metric,
    ];
  });
  const distance = base === undefined ? "" : distanceText(base.commit, base.distance);
  const columns = ["", "module", "now", "base", "change", "threshold", "by"];
  return [cut({ title: `Modules${distance}`, columns, rows })];
}

/** A loss that no rule forbids stands beside the sign of another rule. */
function judgedChange(change: string, mayLose: boolean): string {
  return mayLose && change.startsWith("-") ? `${change} (no limit)` : change;
}

function distanceText(commit: string, distance: number): string {
  const where = `base ${commit.slice(0, 8)}`;
  return distance === 0 ? ` (${where})` : ` (${where}, ${countOf(distance, "commit")} before the merge base)`;
}

export function changedTable({ files }: ChangedCoverage): readonly Table[] {
  if (files.length === 0) return [];
  const rows = files.map(({ path, covered, total, uncovered }) => [
    path,
    `${percentText({ covered, total })} (${covered}/${total})`,
    uncovered
      .map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
      .slice(0, 20)
      .join(", "),
  ]);
  return [cut({ title: "Changed lines", columns: ["file", "covered", "uncovered lines"], rows })];
}

export function reportTable({ head }: CoverageFacts): Table {
  const rows = head.used.map((report) => [
    report.flag,
    report.origin.kind === "artifact" ? report.origin.artifact : "–",
    report.origin.path,
    report.format,
    originText(report),
    claimText(report),
  ]);
  return cut({ title: "Reports", columns: ["flag", "artifact", "report", "format", "from", "trust"], rows });
}

function originText({ origin, carried }: UsedReport): string {
  if (origin.kind === "file") return "a file";
  const time = new Date(origin.createdAt).toISOString().slice(0, 16).replace("T", " ");
  const run = `${origin.workflow} run ${origin.runId}, attempt ${origin.attempt}, ${time} UTC`;
  return carried ? `${run}, carried forward from the merge base` : run;
}

function claimText({ claim }: UsedReport): string {
  if (claim === undefined) return "";
  switch (claim.kind) {
    case "fork":
      return "a claim: from a fork";
    case "edited-workflow":
      return `a claim: the change edits ${claim.path}`;
    case "unknown-edits":
      return "a claim: the change may edit what the workflow runs";
  }
}

function cut({ title, columns, rows }: Table): Table {
  const hidden = rows.length - maxRows;
  const more = hidden > 0 ? [[`and ${hidden} more`, ...columns.slice(1).map(() => "")]] : [];
  return { title, columns, rows: [...rows.slice(0, maxRows), ...more] };
}
