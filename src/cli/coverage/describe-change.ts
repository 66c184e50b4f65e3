import { countOf } from "../../core/count-of.ts";
import type { GateReport } from "../../core/report.ts";
import { blocks } from "../../engine/overall.ts";
import { problemRemarks } from "../render/report-problems.ts";
import type { CoverageOutput } from "./coverage-output.ts";
import { pathRemarks, pathTables } from "./describe-paths.ts";
import { allProblems, changeTable, isComplete } from "./describe-report.ts";
import type { Page, Remark, Sign } from "./page.ts";

const maxFindings = 50;

/** In a clone: modules and changed lines, or how paths were found, and what the gate says. */
export function describeChange(
  output: CoverageOutput,
  { verdict, configured }: NonNullable<CoverageOutput["change"]>,
  names: { readonly baseName: string; readonly headName: string },
): Page {
  const { explained } = output;
  const unjudged = `The configuration of ${names.baseName} does not switch coverage on, so no threshold was judged.`;
  const totals =
    output.base === undefined || !isComplete(output) ? [] : [changeTable(output.totals, output.base.totals)];
  const tables = "tables" in verdict.verdict ? (verdict.verdict.tables ?? []) : [];
  return {
    heading: `${names.headName} onto ${names.baseName}`,
    tables: explained === undefined ? [...totals, ...tables] : pathTables(explained),
    remarks: [
      ...(explained === undefined ? findingRemarks(verdict) : pathRemarks(explained)),
      ...(explained === undefined ? unresolvedRemarks(output) : []),
      ...problemRemarks(allProblems(output)),
      ...(configured ? [] : [{ sign: "note" as const, text: unjudged, lines: [] }]),
    ],
    conclusion: concluded(output, verdict),
  };
}

function concluded(output: CoverageOutput, verdict: GateReport): Remark {
  const text = verdict.verdict.summary;
  const sign = signOf(verdict);
  if (isComplete(output) || sign === "failed" || sign === "unproven") return { sign, text, lines: [] };
  return { sign: "unproven", text: `${text} But a report is damaged, so lines may have been lost.`, lines: [] };
}

function unresolvedRemarks({ unresolved = [] }: CoverageOutput): readonly Remark[] {
  if (unresolved.length === 0) return [];
  const files = countOf(unresolved.length, "file");
  const text = `The repository does not have ${files} of the reports: --explain-paths tells more.`;
  return [{ sign: "note", text, lines: [] }];
}

function signOf(report: GateReport): Sign {
  switch (report.verdict.outcome) {
    case "passed":
      return "passed";
    case "failed":
      return blocks(report) ? "failed" : "advice";
    case "unproven":
    case "waiting":
      return "unproven";
    case "skipped":
      return "note";
  }
}

/** The table has every uncovered line already. */
function findingRemarks(report: GateReport): readonly Remark[] {
  const { verdict } = report;
  if (verdict.outcome !== "failed" && verdict.outcome !== "passed") return [];
  const findings = verdict.outcome === "failed" ? verdict.findings : [];
  const told = [
    ...findings.map((finding) => ({ sign: signOf(report), finding })),
    ...verdict.notes.map((finding) => ({ sign: "note" as const, finding })),
  ].filter(({ finding }) => !["changed-lines-uncovered", "report-remark"].includes(finding.rule));
  const shown = told.slice(0, maxFindings).map(({ sign, finding }) => ({
    sign,
    text: finding.what,
    lines: [...(finding.trace ?? []), ...(sign === "note" ? [] : [finding.fix])],
  }));
  const hidden = told.length - shown.length;
  return hidden > 0 ? [...shown, { sign: "note", text: `${hidden} more: see --format json`, lines: [] }] : shown;
}
