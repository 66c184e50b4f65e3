import { firstRows } from "../../core/report-table.ts";
import type { Table } from "../../core/verdict.ts";
import type { CheckedBudgets } from "./budgets/check-budgets.ts";
import type { Comparison } from "./compare/comparison.ts";
import { comparisonTable } from "./compare/comparison-table.ts";
import { figureText } from "./compare/figure-text.ts";
import { placeText } from "./compare/place-text.ts";

/** A table for each flag and machine, in the order of their worst. */
export function comparisonTables(comparisons: readonly Comparison[]): readonly Table[] {
  const groups = Map.groupBy(comparisons, ({ place }) => JSON.stringify([place.flag, place.testbed]));
  return [...groups.values()].map((some) => {
    const [first] = some;
    const { flag, testbed } = first?.place ?? { flag: "", testbed: "" };
    return firstRows(comparisonTable(testbed === "" ? flag : `${flag} on ${testbed}`, some));
  });
}

const signs = { broken: "✗", undecided: "?", kept: "✓" } as const;

export function budgetTable({ checks }: CheckedBudgets): readonly Table[] {
  if (checks.length === 0) return [];
  const rows = checks.map(({ place, figure, bound, atLeast, known, outcome }) => [
    signs[outcome],
    placeText(place),
    figure,
    `${atLeast ? "≥" : "≤"} ${figureText(bound.value, bound.unit)}`,
    known.kind === "unknown"
      ? "–"
      : known.low === known.high
        ? figureText(known.low, place.unit)
        : `${figureText(known.low, place.unit)} to ${figureText(known.high, place.unit)}`,
    outcome,
  ]);
  return [firstRows({ title: "Budgets", columns: ["", "benchmark", "figure", "budget", "is", "verdict"], rows })];
}
