import { medianOf, sorted } from "./order.ts";
import { robustSegments } from "./robust-segments.ts";
import { spreadOfDifferences } from "./spread-of-differences.ts";

/** A change of level that stayed. */
export interface Step {
  /** Of the first value of the new level. */
  readonly index: number;
  /** The medians of what lies between this step and its neighbours, in the unit of the values. */
  readonly before: number;
  readonly after: number;
  /** After to before. */
  readonly ratio: number;
}

/** In spreads. Fearnhead and Rigaill (2019) take as much for their biweight loss. */
const reach = 3;
/** So many values at least make a level. */
export const minSegment = 4;

/**
 * Changes of level in values above zero that are in the order of time; anything else among them is no value, and is left out,
 * though it counts for `index`. By the segmentation that costs least (see `robustSegments`), of logarithms in units of their
 * spread, with a bounded cost, so that up to seven outliers in a row are no level of their own unless nothing comes after them.
 */
export function steps(values: readonly number[]): readonly Step[] {
  const known = values.flatMap((value, index) => (isMeasured(value) ? [{ index, log: Math.log(value) }] : []));
  const logs = known.map(({ log }) => log);
  const starts = segmentStarts(logs);
  const levels = segmentsOf(logs, starts).map((segment) => Math.exp(medianOf(sorted(segment))));
  return starts.map((start, place): Step => {
    const [before = Number.NaN, after = Number.NaN] = levels.slice(place);
    return { index: known[start]?.index ?? start, before, after, ratio: Math.min(Number.MAX_VALUE, after / before) };
  });
}

/**
 * The same of logarithms: where each level after the first one begins.
 *
 * Each further level costs 9 · (4 − 1) + ln n: more than three values can cost at most, so that it takes four to make a level,
 * and the growth of Schwarz's criterion (1978; Yao 1988).
 */
export function segmentStarts(logs: readonly number[]): readonly number[] {
  if (logs.length < 2 * minSegment) return [];
  const spread = spreadOfDifferences(logs);
  const centre = medianOf(sorted(logs));
  const penalty = (minSegment - 1) * reach * reach + Math.log(logs.length);
  return robustSegments(
    logs.map((log) => (log - centre) / spread),
    { reach, penalty },
  );
}

/** What lies between the starts. */
export function segmentsOf<Value>(values: readonly Value[], starts: readonly number[]): readonly (readonly Value[])[] {
  const bounds = [0, ...starts, values.length];
  return bounds.slice(1).map((end, place) => values.slice(bounds[place], end));
}

export function isMeasured(value: number): boolean {
  return value > 0 && value < Number.POSITIVE_INFINITY;
}
