import { biweight, type Location } from "./biweight.ts";
import { meanOf, ownSpread, suiteSpreads, varianceOf } from "./spread.ts";

/** In spreads. 95 % as efficient as the mean where noise is normal (Beaton and Tukey 1974). */
export const usualReach = 4.685;
/** From nearly the mean, to what counts little but the middle: where other work hits many processes, few are far enough out. */
const reaches = [8, 6, usualReach, 3.5, 3, 2.5] as const;
/** In fewer benchmarks the smallest of several errors is small by chance. */
const minChoosing = 10;
/** Among fewer blocks a narrow reach can settle on some that are wrong alike. */
const minNarrow = 16;
/** Among fewer blocks nothing can be told to be an outlier: they count alike, and one that is far off leaves all undecided. */
const minRobust = 8;

/**
 * Where the samples of a suite lie; all ascend. The suite has one reach, that with which the standard errors are smallest in the
 * geometric mean (after Jaeckel 1971, who chose the share to trim in this way). A standard error is the same whichever way a
 * sample lies, so the choice favours no outcome.
 */
export function locateSuite(samples: readonly Float64Array[]): readonly Location[] {
  const spreads = suiteSpreads(samples);
  const locateAll = (reach: number) => samples.map((sample, index) => locate(sample, spreads[index] ?? 1, reach));
  const first = locateAll(usualReach);
  if (samples.length < minChoosing) return first;
  const fewest = samples.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
  let best = { locations: first, error: logError(first) };
  for (const reach of reaches) {
    if (reach === usualReach || (reach < usualReach && fewest < minNarrow)) continue;
    const locations = locateAll(reach);
    const error = logError(locations);
    if (error < best.error) best = { locations, error };
  }
  return best.locations;
}

function logError(locations: readonly Location[]): number {
  return meanOf(locations.map(({ variance, counting }) => Math.log(Math.max(variance, Number.MIN_VALUE) / counting)));
}

/** A benchmark that is much wilder than its suite is measured by its own spread, in which at least half of its blocks lie. */
function locate(sample: Float64Array, spread: number, reach: number): Location {
  if (sample.length < minRobust) {
    const values = [...sample];
    return { centre: meanOf(values), variance: varianceOf(values), counting: values.length };
  }
  const location = biweight(sample, spread, reach);
  return location.variance < Number.POSITIVE_INFINITY ? location : biweight(sample, ownSpread(sample), reach);
}
