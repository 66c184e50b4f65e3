import type { Comparison, Outcome } from "./comparison.ts";
import { typical } from "./figures.ts";
import type { PairedBenchmark } from "./paired-benchmarks.ts";

/** Head to base, as the geometric mean over pairs. Undefined where a side is zero, of which nothing is a multiple. */
export function ratioOf({ blocks }: Pick<PairedBenchmark, "blocks">): number | undefined {
  if (blocks.length === 0) return undefined;
  const logs = blocks.map(({ base, head }) => Math.log(typical(head) / typical(base)));
  const ratio = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : undefined;
}

/** In fewer pairs a counter may have appeared by chance. */
const minPairs = 5;

/**
 * What two numbers say by themselves. A counter that is zero in all pairs of both sides stays so, and one that appears in all of
 * five or more is above any limit. All else is undecided, unless plain ratios are to be judged.
 */
export function judgeRatio(
  benchmark: PairedBenchmark,
  ratio: number | undefined,
  limit: number | "none",
  plainRatio: "shown" | "judged",
): Outcome {
  const zeros = ofZeros(benchmark);
  if (zeros !== undefined) return zeros;
  if (ratio === undefined || limit === "none" || plainRatio === "shown") return "undecided";
  return outcomeOfRatio({ ratio, better: benchmark.better }, limit);
}

/** Above the limit or not, without any doubt allowed for. */
export function outcomeOfRatio(
  { ratio, better }: { readonly ratio: number } & Pick<Comparison, "better">,
  limit: number,
) {
  const cost = better === "lower" ? ratio : 1 / ratio;
  if (cost > 1 + limit) return "regressed";
  return cost * (1 + limit) < 1 ? "improved" : "unchanged";
}

function ofZeros({ blocks, better }: PairedBenchmark): Outcome | undefined {
  const isZero = (rounds: ArrayLike<number>) => Array.from(rounds).every((value) => value === 0);
  const isMore = (rounds: ArrayLike<number>) => Array.from(rounds).every((value) => value > 0);
  if (blocks.length === 0) return undefined;
  if (blocks.every(({ base, head }) => isZero(base) && isZero(head))) return "unchanged";
  if (blocks.length < minPairs) return undefined;
  const appears = blocks.every(({ base, head }) => isZero(base) && isMore(head));
  const vanishes = blocks.every(({ base, head }) => isMore(base) && isZero(head));
  if (!(appears || vanishes)) return undefined;
  return appears === (better === "lower") ? "regressed" : "improved";
}
