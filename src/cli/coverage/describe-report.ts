import { countOf } from "../../core/count-of.ts";
import type { Table } from "../../core/verdict.ts";
import type { Fraction } from "../../formats/coverage/model.ts";
import { changeText, percentText } from "../../formats/coverage/percent.ts";
import { problemRemarks, type ReportProblem } from "../render/report-problems.ts";
import type { CoverageOutput, Normalised, Totals } from "./coverage-output.ts";
import type { Page, Remark } from "./page.ts";

/** So many files are shown to a person. */
const maxRows = 200;

/** Outside a clone: files, totals, and what is odd about the reports. */
export function describeReport(output: CoverageOutput, names: readonly string[]): Page {
  const { files } = output;
  const count = countOf(files.length, "file");
  const conclusion: Remark = isComplete(output)
    ? { sign: "passed", text: `${totalText(output.totals.lines)} of the lines in ${count} are covered.`, lines: [] }
    : { sign: "unproven", text: "Lines may have been lost: these numbers stand for nothing.", lines: [] };
  return {
    heading: names.join(", "),
    tables: [
      filesTable(output),
      ...(output.base === undefined ? [] : [changeTable(output.totals, output.base.totals)]),
    ],
    remarks: problemRemarks(allProblems(output)),
    conclusion,
  };
}

/** Those of the reports about the base stand last. */
export function allProblems({ problems, base }: Pick<CoverageOutput, "problems" | "base">): readonly ReportProblem[] {
  return [...problems, ...(base?.problems ?? [])];
}

/** Whether every report, of the base too, could be read as a whole. */
export function isComplete({ complete, base }: Pick<CoverageOutput, "complete" | "base">): boolean {
  return complete && base?.complete !== false;
}

function filesTable({ files, totals }: Normalised): Table {
  const rows = files.slice(0, maxRows).map(({ path, ...row }) => [path, ...cells(row)]);
  const hidden = files.length - rows.length;
  const more = hidden > 0 ? [[`and ${hidden} more: see --format json`, "", "", ""]] : [];
  return {
    title: "Files",
    columns: ["file", "lines", "branches", "statements"],
    rows: [...rows, ...more, ["in all", ...cells(totals)]],
  };
}

function cells({ lines, branches, statements }: Totals): readonly string[] {
  return [totalText(lines), totalText(branches), totalText(statements)];
}

/** What the totals were in the base's reports. */
export function changeTable(now: Totals, before: Totals): Table {
  const rows = (["lines", "branches", "statements"] as const).map((metric) => {
    const [after, base] = [now[metric], before[metric]];
    const change = after === null || base === null ? "–" : changeText(after, base);
    return [metric, totalText(after), totalText(base), change];
  });
  return { title: "Totals", columns: ["", "now", "base", "change"], rows };
}

function totalText(fraction: Fraction | null): string {
  return fraction === null ? "not measured" : `${percentText(fraction)} (${fraction.covered}/${fraction.total})`;
}
