import { medianOf } from "./order.ts";

const maxSteps = 50;

/** The centre of a sample. Its standard error is √(variance/counting). */
export interface Location {
  readonly centre: number;
  /** Of one block, as far as it counts. Infinite where so few count that they tell nothing of it. */
  readonly variance: number;
  /** How many blocks it rests on, in effect; at least one, and at most all. */
  readonly counting: number;
}

/**
 * Tukey's biweight of a sample that ascends, by reweighting from the median, with the standard error of M-estimators (Huber 1981,
 * 6.5, with the denominator of Lax 1985). What lies further out than `reach` spreads counts nothing.
 *
 *     u = (d − centre)/(reach · spread),   ψ = u(1 − u²)² and ψ′ = (1 − u²)(1 − 5u²) where |u| < 1, else 0
 *     counting = S = Σψ′,   variance = (reach · spread)² · Σψ² / (S − 1)
 *
 * With a wide reach this is the mean with the ordinary variance.
 */
export function biweight(sample: Float64Array, spread: number, reach: number): Location {
  const width = reach * spread;
  let centre = medianOf(sample);
  for (let step = 0; step < maxSteps; step += 1) {
    const next = reweighted(sample, centre, width);
    const moved = Math.abs(next - centre);
    centre = next;
    if (moved <= 1e-11 * width) break;
  }
  return spreadAround(sample, centre, width);
}

function reweighted(sample: Float64Array, centre: number, width: number): number {
  let sum = 0;
  let weights = 0;
  for (let index = 0; index < sample.length; index += 1) {
    // From the centre, so that a constant sample stays what it is.
    const distance = (sample[index] ?? 0) - centre;
    const rest = 1 - (distance / width) ** 2;
    if (rest <= 0) continue;
    sum += rest * rest * distance;
    weights += rest * rest;
  }
  return weights > 0 ? centre + sum / weights : centre;
}

function spreadAround(sample: Float64Array, centre: number, width: number): Location {
  let squares = 0;
  let slope = 0;
  for (let index = 0; index < sample.length; index += 1) {
    const u = ((sample[index] ?? 0) - centre) / width;
    const rest = 1 - u * u;
    if (rest <= 0) continue;
    squares += (u * rest * rest) ** 2;
    slope += rest * (1 - 5 * u * u);
  }
  // With two blocks that count there is one degree of freedom, and below that none worth the name.
  if (slope < 2) return { centre, variance: Number.POSITIVE_INFINITY, counting: Math.max(1, slope) };
  return { centre, variance: (width * width * squares) / (slope - 1), counting: slope };
}
