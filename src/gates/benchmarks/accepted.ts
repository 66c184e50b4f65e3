import type { BenchmarkName } from "./compare/benchmark-name.ts";
import { names } from "./compare/limits.ts";
import type { Accepted } from "./model.ts";

/** Tells since when figures of a benchmark count, in epoch milliseconds; from ever on where nothing is accepted. */
export function acceptedSince(accepted: readonly Accepted[]): (benchmark: BenchmarkName) => number {
  return (benchmark) =>
    accepted
      .filter((entry) => names(entry, benchmark))
      .reduce((latest, { since }) => Math.max(latest, Date.parse(since)), Number.NEGATIVE_INFINITY);
}
