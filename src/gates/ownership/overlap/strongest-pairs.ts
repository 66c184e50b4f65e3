import { type OverlapLevel, overlapRank } from "../../../core/overlap.ts";
import type { EvaluatedPair } from "./evaluate.ts";

/** Of so many overlaps of a head, the strongest, it is told what happens where. */
const mostDescribed = 20;

/** Pairs of one head: the strongest level first, and of one level those whose other head was touched last. */
export function strongestFirst(
  pairs: readonly EvaluatedPair[],
  touchedAt: (pair: EvaluatedPair) => number,
): readonly EvaluatedPair[] {
  return pairs.toSorted(
    (one, two) => overlapRank(two.level) - overlapRank(one.level) || touchedAt(two) - touchedAt(one),
  );
}

/** The first of them that are told from this level on, as many as are worth reading files for. */
export function pairsToDescribe(
  strongest: readonly EvaluatedPair[],
  reportFrom: OverlapLevel,
): readonly EvaluatedPair[] {
  return strongest.filter(({ level }) => overlapRank(level) >= overlapRank(reportFrom)).slice(0, mostDescribed);
}
