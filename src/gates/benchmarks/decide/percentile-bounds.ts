import { regularisedBeta } from "./beta.ts";
import { sorted } from "./order.ts";

/** A bound by an order statistic, or how many rounds it takes for one. */
type Bound =
  | { readonly kind: "bound"; readonly value: number /** From 1, of the ascending rounds. */; readonly rank: number }
  | { readonly kind: "too-few-rounds"; readonly needed: number };

export interface PercentileBounds {
  readonly lower: Bound;
  readonly upper: Bound;
}

/**
 * One-sided confidence bounds of a percentile, `share` between 0 and 1, that hold whatever the distribution of independent rounds
 * is (David and Nagaraja 2003, section 7.1): of n rounds, the number below the percentile is binomial, so
 *
 *     upper: the smallest r with P(Bin(n, share) < r) ≥ confidence,   lower: the largest r with P(Bin(n, share) ≥ r) ≥ confidence
 *
 * The largest round is an upper bound from 1 − shareⁿ ≥ confidence on: with 95 %, 59 rounds for p95 and 299 for p99.
 */
export function percentileBounds(rounds: ArrayLike<number>, share: number, confidence = 0.95): PercentileBounds {
  const ascending = sorted(rounds);
  const n = ascending.length;
  const upper = firstRank(n, (rank) => below(rank, n, share) >= confidence);
  // The rank after the last that will do, so that both are a search for where something begins to hold.
  const lower = firstRank(n, (rank) => 1 - below(rank, n, share) < confidence) - 1;
  return {
    lower: lower < 1 ? tooFew(roundsFor(1 - share, confidence)) : bound(ascending, lower),
    upper: upper > n ? tooFew(roundsFor(share, confidence)) : bound(ascending, upper),
  };
}

/** P(Bin(n, share) < rank) = I_{1 − share}(n − rank + 1, rank) (Abramowitz and Stegun 1964, 26.5.24). */
function below(rank: number, n: number, share: number): number {
  return regularisedBeta(1 - share, n - rank + 1, rank, share);
}

/** The smallest rank from 1 to n for which it holds, given that it holds for all after; n + 1 if for none. */
function firstRank(n: number, holds: (rank: number) => boolean): number {
  let [low, high] = [1, n + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The smallest n with 1 − shareⁿ ≥ confidence. */
function roundsFor(share: number, confidence: number): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log(share));
}

function tooFew(needed: number): Bound {
  return { kind: "too-few-rounds", needed };
}

function bound(ascending: Float64Array, rank: number): Bound {
  return { kind: "bound", value: ascending[rank - 1] ?? Number.NaN, rank };
}
