import { medianOf, sorted } from "./order.ts";

/** What the median absolute deviation of a normal sample has to be multiplied by, to be its standard deviation. */
const madToSd = 1.4826;
/** A logarithm: below 0.2 % no clock and no counter is believed. */
const minSpread = 0.002;
/** In fewer benchmarks the suite says too little about any of them. */
export const minSuite = 5;

/**
 * A robust spread of each sample: the median absolute deviation from its median, drawn towards the suite's median one by as much
 * as sampling alone explains how they differ. `samples` ascend.
 *
 *     s = 1.4826 · n/(n − 0.8) · MAD,   ln s′ = (1 − w) · ln s + w · ln median(s),   w = V/(V + τ²)
 *     V = 1.36/(n − 1.5), the sampling variance of ln MAD;   τ² = max(0, var(ln s) − V)
 *
 * n/(n − 0.8): Croux and Rousseeuw (1992). V: the asymptotic 1/(2 · 0.3675 · n), with 1.5 fitted to simulated samples of 5 to 40.
 */
export function suiteSpreads(samples: readonly Float64Array[]): readonly number[] {
  const own = samples.map(ownSpread);
  if (own.length < minSuite) return own;
  const logs = own.map((spread) => Math.log(spread));
  const sampling = meanOf(samples.map(({ length }) => 1.36 / (length - 1.5)));
  const between = Math.max(0, varianceOf(logs) - sampling);
  const weight = sampling / (sampling + between);
  const centre = medianOf(sorted(logs));
  return logs.map((log) => Math.exp((1 - weight) * log + weight * centre));
}

/** Without the suite. */
export function ownSpread(sample: Float64Array): number {
  const median = medianOf(sample);
  const deviation = medianOf(sample.map((value) => Math.abs(value - median)).sort());
  return Math.max(minSpread, (madToSd * deviation * sample.length) / (sample.length - 0.8));
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of at least two values, divided by one less than there are. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
