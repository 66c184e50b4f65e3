import type { Comparison, Outcome } from "./comparison.ts";
import type { PairRule } from "./decide-pairs.ts";
import type { HistoryBenchmark } from "./history-benchmarks.ts";
import { outcomeOfRatio } from "./plain-ratio.ts";

/** What a history says of a figure of head. */
interface HistoryDecision {
  readonly outcome: Outcome;
  /** Head to what is usual, in the unit that was measured. */
  readonly ratio: number | undefined;
  readonly interval: readonly [low: number, high: number] | undefined;
  /** On so many earlier figures it stands. */
  readonly points: number;
  readonly because: string | undefined;
}

/** Decides on figures of head by earlier ones, the latest last, all of a suite together. In their order. */
export type DecideHistory = (
  suite: readonly Pick<HistoryBenchmark, "better" | "earlier" | "head">[],
  limit: number,
) => readonly HistoryDecision[];

/** Decides on all benchmarks that were not measured beside their base. In their order. */
export function decideByHistory(
  benchmarks: readonly HistoryBenchmark[],
  { limitOf, plainRatio }: PairRule,
  decide: DecideHistory,
): readonly Comparison[] {
  const limits = benchmarks.map(({ place }) => limitOf(place));
  const shares = limits.map((limit) => (limit === "none" ? shownLimit : limit));
  const decided = new Map([...new Set(shares)].map((limit) => [limit, decide(benchmarks, limit)]));
  return benchmarks.map((benchmark, index) => {
    const limit = limits[index] ?? "none";
    const decision = decided.get(shares[index] ?? shownLimit)?.[index];
    const { place, better, earlier, head } = benchmark;
    const latest = earlier.at(-1);
    const shown = {
      place,
      better,
      base: latest ?? Number.NaN,
      head,
      limit: limit === "none" ? undefined : limit,
      course: [...earlier, head],
      further: undefined,
    };
    const ofZeros = outcomeOfZeros(benchmark);
    if (ofZeros !== undefined) {
      const grounds = { kind: "history", points: earlier.length } as const;
      return { ...shown, ratio: undefined, interval: undefined, outcome: ofZeros, grounds, because: undefined };
    }
    if (plainRatio === "judged" && limit !== "none" && decision?.outcome === "undecided" && latest !== undefined) {
      const ratio = head / latest;
      const outcome = outcomeOfRatio({ ratio, better }, limit);
      return {
        ...shown,
        ratio,
        interval: undefined,
        outcome,
        grounds: { kind: "ratio", pairs: 1 },
        because: undefined,
      };
    }
    const points = decision?.points ?? 0;
    return {
      ...shown,
      ratio: decision?.ratio,
      interval: decision?.interval,
      outcome: decision?.outcome ?? "undecided",
      grounds: { kind: "history", points },
      because: decision?.because,
    };
  });
}

/** What has no limit is measured by this one, and only shown. */
const shownLimit = 0.1;

/** So many zeros tell a counter that never counts from one that was not there. */
const minZeros = 8;

/**
 * Nothing is a multiple of zero: a counter that was zero all along and is so now is unchanged, and one that appears after
 * enough zeros is above any limit. One that is zero now has become better, or worse where more is better.
 */
function outcomeOfZeros({
  earlier,
  head,
  better,
}: HistoryBenchmark): "unchanged" | "regressed" | "improved" | undefined {
  const zeros = earlier.filter((figure) => figure === 0).length;
  if (earlier.length === 0 || (zeros < earlier.length && head !== 0)) return undefined;
  if (zeros === earlier.length && head === 0) return "unchanged";
  if (earlier.length < minZeros || (head === 0 && zeros > 0)) return undefined;
  return (head === 0) === (better === "lower") ? "improved" : "regressed";
}
