import type { Claim, ReportOrigin } from "./evidence.ts";
import { momentText } from "./moment.ts";
import type { Table } from "./verdict.ts";

/** A report that a verdict rests on. */
export interface UsedReport {
  readonly flag: string;
  readonly origin: ReportOrigin;
  readonly claim: Claim | undefined;
  readonly format: string;
  /** From the merge base's reports, because this head has none of the flag. */
  readonly carried: boolean;
  readonly remarks: readonly string[];
}

/** So many rows of a table are shown. */
const maxRows = 50;

/** The first rows of a table, and how many there are beyond them. */
export function firstRows({ title, columns, rows }: Table): Table {
  const hidden = rows.length - maxRows;
  const more = hidden > 0 ? [[`and ${hidden} more`, ...columns.slice(1).map(() => "")]] : [];
  return { title, columns, rows: [...rows.slice(0, maxRows), ...more] };
}

/** Which reports were used, where each is from, and whether it is only a claim. */
export function reportTable(used: readonly UsedReport[]): Table {
  const rows = used.map((report) => [
    report.flag,
    report.origin.kind === "artifact" ? report.origin.artifact : "–",
    report.origin.path,
    report.format,
    originText(report),
    claimText(report),
  ]);
  return firstRows({ title: "Reports", columns: ["flag", "artifact", "report", "format", "from", "trust"], rows });
}

function originText({ origin, carried }: UsedReport): string {
  if (origin.kind === "file") return "a file";
  const run = `${origin.workflow} run ${origin.runId}, attempt ${origin.attempt}, ${momentText(origin.createdAt)}`;
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
