import type { Coverage, FileCoverage, FileTotals, Fraction, Metric } from "./model.ts";
import { END, lineCursor } from "./table/line-table.ts";
import { type PartCursor, partCursor } from "./table/part-table.ts";

/** A fraction, or why there is none. What was not measured is never 0 of 0. */
export type Total =
  | ({ readonly kind: "counted" } & Fraction)
  | { readonly kind: "not-measured"; readonly because: string };

/** Counts one file anew, from its lines. */
export function totals(file: FileCoverage, metric: Metric): Total {
  switch (metric) {
    case "line":
      return counted(countLines(file));
    case "line-strict":
      return counted(countStrictly(file));
    case "branch":
      return file.branches === undefined ? noBranches : counted(countParts(file.branches));
    case "statement":
      return file.statements === undefined ? noStatements : counted(countParts(file.statements));
    case "line+branch":
      return file.branches === undefined ? noBranches : counted(sum([countLines(file), countParts(file.branches)]));
  }
}

/** The same of many files. It is measured only if it is in each of them. */
export function totalsOf(files: Coverage["files"], metric: Metric): Total {
  return add([...files].map(([path, file]) => [path, totals(file, metric)] as const));
}

/** The same of a report that has no lines. */
export function summaryTotals(files: ReadonlyMap<string, FileTotals>, metric: Metric): Total {
  return add([...files].map(([path, file]) => [path, summaryOf(file, metric)] as const));
}

function summaryOf({ lines, branches, statements }: FileTotals, metric: Metric): Total {
  switch (metric) {
    case "line":
      return counted(lines);
    case "branch":
      return counted(branches);
    case "statement":
      return counted(statements);
    case "line+branch":
      return counted(sum([lines, branches]));
    case "line-strict":
      return { kind: "not-measured", because: "The report has totals only: no line is known. Upload one with lines." };
  }
}

const noBranches: Total = { kind: "not-measured", because: "Branches were not measured." };
const noStatements: Total = { kind: "not-measured", because: "This format does not tell statements." };

function add(all: readonly (readonly [string, Total])[]): Total {
  const fractions: Fraction[] = [];
  for (const [path, total] of all) {
    if (total.kind === "not-measured") return { kind: "not-measured", because: `${total.because} First file: ${path}` };
    fractions.push(total);
  }
  return counted(sum(fractions));
}

function counted({ covered, total }: Fraction): Total {
  return { kind: "counted", covered, total };
}

function sum(fractions: readonly Fraction[]): Fraction {
  let [covered, total] = [0, 0];
  for (const fraction of fractions) {
    covered += fraction.covered;
    total += fraction.total;
  }
  return { covered, total };
}

function countLines({ lines, surplus }: FileCoverage): Fraction {
  let [covered, total] = [-surplus, -surplus];
  for (const cursor = lineCursor(lines); cursor.line !== END; cursor.next()) {
    total += 1;
    if (cursor.hits > 0) covered += 1;
  }
  return { covered: Math.max(0, covered), total: Math.max(0, total) };
}

function countParts(table: Uint8Array): Fraction {
  let [covered, total] = [0, 0];
  for (const cursor = partCursor(table); cursor.line !== END; cursor.next()) {
    total += cursor.total;
    covered += cursor.covered;
  }
  return { covered, total };
}

const nothing = new Uint8Array(0);

function countStrictly({ lines, branches, statements, surplus }: FileCoverage): Fraction {
  const parts = [partCursor(branches ?? nothing), partCursor(statements ?? nothing)];
  let [covered, total] = [-surplus, -surplus];
  for (const cursor = lineCursor(lines); cursor.line !== END; cursor.next()) {
    total += 1;
    const whole = parts.every((part) => missesNothing(part, cursor.line));
    if (cursor.hits > 0 && !cursor.partial && whole) covered += 1;
  }
  return { covered: Math.max(0, covered), total: Math.max(0, total) };
}

function missesNothing(cursor: PartCursor, line: number): boolean {
  while (cursor.line < line) cursor.next();
  return cursor.line !== line || cursor.covered === cursor.total;
}
