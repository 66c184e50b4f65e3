import type { BenchmarkPlace } from "./paired-benchmarks.ts";

export type Outcome = "regressed" | "undecided" | "improved" | "unchanged";

/** What the outcome rests on. */
export type Grounds =
  | { readonly kind: "pairs"; readonly pairs: number }
  | { readonly kind: "history"; readonly points: number }
  /** One report a side, or too few pairs: a plain ratio. */
  | { readonly kind: "ratio"; readonly pairs: number };

/** What is said of one benchmark. */
export interface Comparison {
  readonly place: BenchmarkPlace;
  readonly better: "lower" | "higher";
  /** Typical figures, in the unit of the place. */
  readonly base: number;
  readonly head: number;
  /** Head to base. Undefined where the base is zero. */
  readonly ratio: number | undefined;
  readonly interval: readonly [low: number, high: number] | undefined;
  /** A share, such as 0.1; undefined where the benchmark is only shown. */
  readonly limit: number | undefined;
  readonly outcome: Outcome;
  readonly grounds: Grounds;
  /** So many more pairs would decide, if the estimate stays as it is. */
  readonly further: number | undefined;
  /** Why it cannot be decided, where that is no matter of noise. */
  readonly because: string | undefined;
  /** Ratios of the pairs, or earlier figures and then head's, in their order. */
  readonly course: readonly number[];
}

const rank: Readonly<Record<Outcome, number>> = { regressed: 0, undecided: 1, improved: 2, unchanged: 3 };

/** Those that block first, and of the same outcome those that became worse the most. What is only shown comes last. */
export function worstFirst(comparisons: readonly Comparison[]): readonly Comparison[] {
  const judged = ({ limit }: Comparison) => (limit === undefined ? 1 : 0);
  return comparisons.toSorted(
    (one, other) =>
      judged(one) - judged(other) || rank[one.outcome] - rank[other.outcome] || byCost(costOf(other), costOf(one)),
  );
}

function byCost(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/** How many times as much the head costs: the inverse where more is better. */
export function costOf({ ratio, better, head }: Pick<Comparison, "ratio" | "better" | "head">): number {
  if (ratio === undefined) return head > 0 === (better === "lower") ? Number.POSITIVE_INFINITY : 0;
  return better === "lower" ? ratio : 1 / ratio;
}

/** The most that the head costs by the interval; infinite where there is none. */
export function mostCost({ interval, better }: Pick<Comparison, "interval" | "better">): number {
  if (interval === undefined) return Number.POSITIVE_INFINITY;
  return better === "lower" ? interval[1] : 1 / interval[0];
}
