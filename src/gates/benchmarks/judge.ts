import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { reportTable } from "../../core/report-table.ts";
import type { Measure, Ruling } from "../../core/verdict.ts";
import { type CheckedBudgets, checkBudgets } from "./budgets/check-budgets.ts";
import { type Comparison, worstFirst } from "./compare/comparison.ts";
import { decideByHistory } from "./compare/decide-history.ts";
import { decidePairs } from "./compare/decide-pairs.ts";
import { comparesAny, limitsOf } from "./compare/limits.ts";
import { placeText } from "./compare/place-text.ts";
import { isTolerable } from "./compare/tolerable.ts";
import { decideHistories } from "./decide/history.ts";
import { budgetFindings, comparisonFindings } from "./findings.ts";
import type { BenchmarkFacts, BenchmarkSettings } from "./model.ts";
import { notesOf } from "./notes.ts";
import { flagsNotCompared, notComparedFinding } from "./nothing-compared.ts";
import { budgetTable, comparisonTables } from "./tables.ts";

/** What was made of the facts, before anything is said about it. */
export interface JudgedBenchmarks {
  /** The worst first. */
  readonly comparisons: readonly Comparison[];
  readonly regressed: readonly Comparison[];
  /** Undecided, and not let through. */
  readonly open: readonly Comparison[];
  /** Undecided, and let through. */
  readonly tolerated: readonly Comparison[];
  readonly budgets: CheckedBudgets;
  /** Flags of which nothing was compared, while other flags are. */
  readonly uncompared: readonly string[];
}

/** Judges all benchmarks of a change together, and head's budgets. */
export function judgeBenchmarks(settings: BenchmarkSettings, facts: BenchmarkFacts): Ruling {
  const judged = judgeAll(settings, facts);
  const findings = [
    ...comparisonFindings(judged),
    ...judged.uncompared.map((flag) => notComparedFinding(settings, facts, flag)),
    ...budgetFindings(judged.budgets, settings),
  ];
  const notes = notesOf(settings, facts, judged);
  const common = {
    summary: summaryOf(settings, judged, findings),
    examined: examinedOf(settings, judged),
    notes,
    tables: [...comparisonTables(judged.comparisons), ...budgetTable(judged.budgets), reportTable(facts.used)],
    measures: judged.comparisons
      .slice(0, maxMeasures)
      .map(measureOf)
      .filter(({ value }) => Number.isFinite(value)),
  };
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", ...common };
  return { outcome: "failed", findings: [first, ...others], ...common };
}

/** The course of so many benchmarks is drawn, the worst first. */
const maxMeasures = 20;

/** What head measured. Machines have courses of their own. */
function measureOf({ place, head }: Comparison): Measure {
  const where = place.testbed === "" ? "" : ` on ${place.testbed}`;
  const name = `${placeText(place)}, ${place.metric}${where}`;
  return { name, value: Number(head.toPrecision(4)), unit: place.unit === "" ? "" : ` ${place.unit}` };
}

function judgeAll(settings: BenchmarkSettings, facts: BenchmarkFacts): JudgedBenchmarks {
  const { paired, history, head } = facts;
  const rule = { limitOf: limitsOf(settings.limit, settings.limits), plainRatio: settings["plain-ratio"] };
  const pairs = decidePairs(
    paired.flatMap(({ benchmarks }) => benchmarks),
    rule,
  );
  const comparisons = worstFirst([...pairs, ...decideByHistory(history.benchmarks, rule, decideHistories)]);
  const judged = comparisons.filter(({ limit }) => limit !== undefined);
  const undecided = judged.filter(({ outcome }) => outcome === "undecided");
  const isLet = (comparison: Comparison) => isLetThrough(comparison, settings.undecided);
  return {
    comparisons,
    regressed: judged.filter(({ outcome }) => outcome === "regressed"),
    open: undecided.filter((comparison) => !isLet(comparison)),
    tolerated: undecided.filter(isLet),
    budgets: checkBudgets(settings.budgets, head),
    uncompared: flagsNotCompared(settings, facts, comparisons, rule.limitOf),
  };
}

function isLetThrough(comparison: Comparison, policy: BenchmarkSettings["undecided"]): boolean {
  switch (policy) {
    case "fail":
      return false;
    case "pass":
      return true;
    case "tolerate":
      return comparison.limit !== undefined && isTolerable(comparison, comparison.limit);
  }
}

/** Where something is to be compared, budgets alone are no proof. */
function examinedOf(settings: BenchmarkSettings, { comparisons, budgets }: JudgedBenchmarks): Ruling["examined"] {
  if (!comparesAny(settings)) return { count: budgets.checks.length, of: "budgets of benchmarks" };
  const judged = comparisons.filter(({ limit }) => limit !== undefined);
  return { count: judged.length, of: "benchmarks that base and head share" };
}

function summaryOf(
  settings: BenchmarkSettings,
  { comparisons, regressed, open, tolerated, budgets }: JudgedBenchmarks,
  findings: readonly Finding[],
): string {
  const judged = comparisons.filter(({ limit }) => limit !== undefined);
  const improved = judged.filter(({ outcome }) => outcome === "improved").length;
  const broken = budgets.checks.filter(({ outcome }) => outcome === "broken").length;
  const parts = [
    ...(comparesAny(settings) ? [`${countOf(judged.length, "benchmark")} compared`] : []),
    ...some(regressed.length, "regressed"),
    ...some(open.length, "undecided"),
    ...some(tolerated.length, "undecided but tolerated"),
    ...some(improved, "improved"),
    ...(settings.budgets.length > 0 ? [`${broken} of ${countOf(budgets.checks.length, "budget")} broken`] : []),
  ];
  return `${parts.join(", ")}: ${findings.length === 0 ? "every rule is kept." : `${countOf(findings.length, "problem")}.`}`;
}

function some(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}
