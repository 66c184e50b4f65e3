import { countOf } from "../../core/count-of.ts";
import type { Comparison } from "../../gates/benchmarks/compare/comparison.ts";
import { comparisonTable } from "../../gates/benchmarks/compare/comparison-table.ts";
import { regressedText, undecidedText } from "../../gates/benchmarks/compare/comparison-texts.ts";
import { percentText } from "../../gates/benchmarks/compare/figure-text.ts";
import type { Page, Remark } from "../coverage/page.ts";
import { exitCodes } from "../exit-code.ts";
import type { BenchCompareOutput } from "./compare-output.ts";

export function describeComparison(output: BenchCompareOutput, comparisons: readonly Comparison[]): Page {
  const { pairs, limit, notCompared } = output;
  const groups = Map.groupBy(comparisons, ({ place }) => place.testbed);
  return {
    heading: `${countOf(comparisons.length, "benchmark")} compared in ${countOf(pairs, "pair")}, limit ${percentText(limit)}`,
    tables: [...groups].map(([testbed, some]) =>
      comparisonTable(testbed === "" ? "Benchmarks" : `On ${testbed}`, some),
    ),
    remarks: [
      ...said("failed", comparisons, "regressed", regressedText),
      ...said("unproven", comparisons, "undecided", undecidedText),
      ...lone(output, "new", "only current"),
      ...lone(output, "missing", "only in the baseline"),
      ...notCompared.map(({ name, because }): Remark => ({ sign: "advice", text: `${name}: ${because}.`, lines: [] })),
    ],
    conclusion: conclusionOf(output, comparisons),
  };
}

function said(
  sign: Remark["sign"],
  comparisons: readonly Comparison[],
  outcome: Comparison["outcome"],
  textOf: (comparison: Comparison) => string,
): readonly Remark[] {
  return comparisons.filter((one) => one.outcome === outcome).map((one) => ({ sign, text: textOf(one), lines: [] }));
}

function lone({ benchmarks }: BenchCompareOutput, verdict: "new" | "missing", what: string): readonly Remark[] {
  const names = benchmarks.filter((one) => one.verdict === verdict).map(({ name }) => name);
  return names.length === 0
    ? []
    : [{ sign: "note", text: `${countOf(names.length, "benchmark")} ${what}:`, lines: names }];
}

function conclusionOf({ exitCode, pairs }: BenchCompareOutput, comparisons: readonly Comparison[]): Remark {
  const count = (outcome: Comparison["outcome"]) => comparisons.filter((one) => one.outcome === outcome).length;
  if (exitCode === exitCodes.blocked) {
    return { sign: "failed", text: `${countOf(count("regressed"), "benchmark")} regressed.`, lines: [] };
  }
  if (exitCode === exitCodes.clear) return { sign: "passed", text: "Nothing regressed.", lines: [] };
  if (comparisons.length === 0) return { sign: "unproven", text: "There was nothing to compare.", lines: [] };
  const more = comparisons.reduce((most, { further }) => Math.max(most, further ?? 0), 0);
  const advice = more > 0 ? ` Measure ${countOf(more, "more pair")}.` : pairs < 5 ? " It takes at least 5 pairs." : "";
  return { sign: "unproven", text: `${countOf(count("undecided"), "benchmark")} undecided.${advice}`, lines: [] };
}
