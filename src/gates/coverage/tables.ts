import { countOf } from "../../core/count-of.ts";
import { firstRows } from "../../core/report-table.ts";
import type { Table } from "../../core/verdict.ts";
import { changeText, percentText } from "../../formats/coverage/percent.ts";
import type { ChangedCoverage } from "./changed-lines.ts";
import type { JudgedModule } from "./judge-module.ts";
import type { CoverageFacts } from "./model.ts";

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
  return [firstRows({ title: `Modules${distance}`, columns, rows })];
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
  return [firstRows({ title: "Changed lines", columns: ["file", "covered", "uncovered lines"], rows })];
}
