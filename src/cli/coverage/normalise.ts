import { badUsage } from "../../core/bad-usage.ts";
import { mergeCoverage } from "../../formats/coverage/merge.ts";
import type { FileCoverage, FileTotals, Fraction } from "../../formats/coverage/model.ts";
import { locate } from "../../formats/coverage/paths/locate.ts";
import { type Total, totals } from "../../formats/coverage/totals.ts";
import type { Normalised, Totals } from "./coverage-output.ts";
import type { GivenReport } from "./given-reports.ts";
import type { CommitTree } from "./read-tree.ts";

/** What the reports say together; with a tree, under its paths. Totals are counted anew, and exact. */
export function normalise(reports: readonly GivenReport[], tree?: CommitTree): Normalised {
  const pieces: ReadonlyMap<string, FileCoverage>[] = [];
  const unresolved: Mutable<NonNullable<Normalised["unresolved"]>> = [];
  for (const { flag, path, report } of reports) {
    if (report.kind !== "lines") continue;
    if (tree === undefined) {
      pieces.push(report.files);
      continue;
    }
    const { files, lost } = locate(report, tree.find, tree.prefixesOf(flag));
    pieces.push(files);
    for (const { why, candidates, ...one } of lost) {
      unresolved.push({ report: path, ...one, candidates: why === "ambiguous" ? [...candidates] : [] });
    }
  }
  const { files } = mergeCoverage(pieces.map((one) => ({ files: one, complete: true })));
  const rows = new Map([...files].map(([path, file]) => [path, totalsOfFile(file)]));
  addSummaries(reports, rows);
  return {
    files: [...rows]
      .map(([path, row]) => ({ path, ...row }))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    totals: sumOf([...rows.values()]),
    problems: reports.flatMap(({ path, report }) => report.problems.map((problem) => ({ report: path, ...problem }))),
    complete: reports.every(({ report }) => report.complete),
    ...(tree === undefined ? {} : { unresolved }),
  };
}

type Mutable<T extends readonly unknown[]> = T[number][];

/** Totals without lines cannot be merged with anything: what two of them have in common is not known. */
function addSummaries(reports: readonly GivenReport[], rows: Map<string, Totals>): void {
  for (const { path: name, report } of reports) {
    if (report.kind !== "summary") continue;
    for (const [path, file] of report.files) {
      if (rows.has(path)) {
        const message = `${name} has totals only, and another report has ${path}, too: they cannot be merged. Give them one at a time, or a report with lines.`;
        throw badUsage(message);
      }
      rows.set(path, totalsOfSummary(file));
    }
  }
}

function totalsOfFile(file: FileCoverage): Totals {
  return {
    lines: fractionOf(totals(file, "line")) ?? { covered: 0, total: 0 },
    branches: fractionOf(totals(file, "branch")),
    statements: fractionOf(totals(file, "statement")),
  };
}

function totalsOfSummary({ lines, branches, statements }: FileTotals): Totals {
  return { lines: { ...lines }, branches: { ...branches }, statements: { ...statements } };
}

function fractionOf(total: Total): { covered: number; total: number } | null {
  return total.kind === "counted" ? { covered: total.covered, total: total.total } : null;
}

function sumOf(rows: readonly Totals[]): Totals {
  return {
    lines: add(rows.map(({ lines }) => lines)) ?? { covered: 0, total: 0 },
    branches: add(rows.map(({ branches }) => branches)),
    statements: add(rows.map(({ statements }) => statements)),
  };
}

/** What was not measured in one file is not known of all of them. */
function add(fractions: readonly (Fraction | null)[]): { covered: number; total: number } | null {
  if (fractions.length === 0) return null;
  let [covered, total] = [0, 0];
  for (const fraction of fractions) {
    if (fraction === null) return null;
    covered += fraction.covered;
    total += fraction.total;
  }
  return { covered, total };
}
