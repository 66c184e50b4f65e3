import { names } from "../compare/limits.ts";
import type { BenchmarkPlace } from "../compare/paired-benchmarks.ts";
import { type Budget, budgetFigures, type HeadBenchmark } from "../model.ts";
import { type Bound, boundOf } from "./bound.ts";
import { type FigureName, type Known, measureFigure } from "./measure-figure.ts";

/** One figure of one benchmark, held against its bound. */
export interface BudgetCheck {
  readonly place: BenchmarkPlace;
  readonly figure: FigureName;
  readonly bound: Bound;
  /** Whether the bound is the least, since more is better. */
  readonly atLeast: boolean;
  readonly known: Known;
  readonly outcome: "broken" | "undecided" | "kept";
}

export interface CheckedBudgets {
  readonly checks: readonly BudgetCheck[];
  /** Figures of budgets that fit nothing, in words. */
  readonly idle: readonly string[];
}

const rank = { broken: 0, undecided: 1, kept: 2 } as const;

/** Holds every figure that a budget is about against it, the broken ones first. */
export function checkBudgets(budgets: readonly Budget[], head: readonly HeadBenchmark[]): CheckedBudgets {
  const checks: BudgetCheck[] = [];
  const idle: string[] = [];
  for (const budget of budgets) {
    const meant = head.filter(({ place }) => names(budget, place));
    for (const figure of budgetFigures) {
      const text = budget[figure];
      const bound = text === undefined ? undefined : boundOf(text);
      if (text === undefined || bound === undefined) continue;
      const fitting = meant.filter(({ place }) => place.unit === bound.unit);
      if (fitting.length === 0) idle.push(idleText(budget, figure, text, meant));
      // One by one: as arguments of one call, a hundred thousand are too many.
      for (const one of fitting) checks.push(checkOne(one, figure, bound));
    }
  }
  return { checks: checks.toSorted((one, other) => rank[one.outcome] - rank[other.outcome]), idle };
}

function checkOne({ place, better, series }: HeadBenchmark, figure: FigureName, bound: Bound): BudgetCheck {
  const atLeast = better === "higher";
  const measured = measureFigure(series, figure, atLeast);
  const known: Known =
    better === undefined ? { kind: "unknown", because: undirected } : surelyBroken(measured, bound, atLeast);
  return { place, figure, bound, atLeast, known, outcome: outcomeOf(known, bound, atLeast) };
}

/** Too few rounds to tell that a budget is kept may be enough to tell that it is not. */
function surelyBroken(known: Known, bound: Bound, atLeast: boolean): Known {
  if (known.kind !== "unknown" || known.bounds === undefined) return known;
  const range: Known = { kind: "range", ...known.bounds };
  return outcomeOf(range, bound, atLeast) === "broken" ? range : known;
}

const undirected = "Its report does not say which values are better: say so with `better`.";

function outcomeOf(known: Known, { value }: Bound, atLeast: boolean): BudgetCheck["outcome"] {
  if (known.kind === "unknown") return "undecided";
  const [kept, broken] = atLeast ? [known.low >= value, known.high < value] : [known.high <= value, known.low > value];
  return broken ? "broken" : kept ? "kept" : "undecided";
}

function idleText(budget: Budget, figure: FigureName, text: string | number, meant: readonly HeadBenchmark[]): string {
  const metric = budget.metric === undefined ? "" : ` (${budget.metric})`;
  const named = `${budget.benchmark}${metric}, ${figure}: ${text}`;
  if (meant.length === 0) return `${named}: no benchmark of head is called so.`;
  const units = [...new Set(meant.map(({ place }) => (place.unit === "" ? "plain numbers" : `"${place.unit}"`)))];
  return `${named}: what is called so is measured in ${units.slice(0, 5).join(", ")}.`;
}
