import type { Measured } from "./measure-suite.ts";

export interface Deciding {
  /** ln(1 + limit). */
  readonly limit: number;
  /** From so large a logarithm on it can be a regression. */
  readonly cut: number;
  /** Student's quantile that a regression has to exceed. */
  readonly regressedFrom: number;
  /** Student's quantile of the interval. */
  readonly unchangedFrom: number;
}

/**
 * How many more blocks would decide if centre and spread stay as they are: until the interval ends at the limit, or, above the
 * cut, until the test rejects. One of both lies at least half the limit away, so this is finite.
 *
 *     n = (t · σ / distance)²,   σ = standard error · √blocks
 */
export function furtherBlocks({ centre, standardError, blocks }: Measured, deciding: Deciding): number {
  const deviation = standardError * Math.sqrt(blocks);
  const until = (quantile: number, distance: number) =>
    distance > 0 ? Math.ceil(((quantile * deviation) / distance) ** 2) : Number.POSITIVE_INFINITY;
  const unchanged = until(deciding.unchangedFrom, deciding.limit - centre);
  const regressed = centre > deciding.cut ? until(deciding.regressedFrom, centre) : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.min(unchanged, regressed) - blocks);
}
