import { medianOf, sorted } from "./order.ts";

/** 1/(√2 · Φ⁻¹(¾)): what the median absolute difference of two normal values has to be multiplied by, to be their deviation. */
const differenceToSd = 1.0484;
/** A logarithm: values that never vary have steps from about 0.5 % on. */
const minSpread = 0.005;

/** Values that remember those before them differ less from their neighbours than from others. */
const lags = [1, 2, 3] as const;

/**
 * The spread of what varies around levels that are not known, by the median of what values differ by from the first, second and
 * third one before them: steps and outliers change few of these. The largest of the three counts.
 *
 *     s = max over lags of 1.0484 · median |x(i) − x(i − lag)|
 */
export function spreadOfDifferences(values: readonly number[]): number {
  const spreads = lags.map((lag) => {
    const differences = values.slice(lag).map((value, index) => Math.abs(value - (values[index] ?? value)));
    return differences.length === 0 ? 0 : differenceToSd * medianOf(sorted(differences));
  });
  return Math.max(minSpread, ...spreads);
}
