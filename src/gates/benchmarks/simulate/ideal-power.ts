import { studentUpperQuantile, studentUpperTail } from "../decide/student.ts";
import type { Size } from "./make-suite.ts";
import { type Noise, roundMemory, wander } from "./noise.ts";

/** Student's t with so many degrees of freedom is the normal distribution, for all that percentages show. */
const normal = 1e6;
/** Of innocent suites that may be blocked. */
const alpha = 0.02;
/** How finely unlike benchmarks are gone through, in standard deviations. */
const [gridStep, gridEnd] = [0.05, 4] as const;

/**
 * How often the best of tests finds a change, as a share: one look at all blocks; told how much each benchmark varies, and which
 * processes were hit by bursts; normal, with nothing to fear from spikes; blocking 2 % of innocent suites by Bonferroni's bound
 * and with the rule's effect cut. What the rule, which is told nothing, is to be measured against.
 *
 *     P(Z > max(z(alpha/benchmarks), cut/se) − effect/se),   se² = (2 (process² + round² · m) + wander²)/blocks
 *
 * m is the variance of the mean of rounds that remember each other, of which each varies by one. Drift cancels out in the order of
 * the processes.
 */
export function idealPower(noise: Noise, size: Size, change: number, limit: number): number {
  const quantile = studentUpperQuantile(alpha / size.benchmarks, normal);
  const cut = Math.log1p(limit) / 2;
  const effect = Math.log1p(change);
  const power = (variance: number, blocks: number) => {
    if (blocks === 0) return 0;
    const error = Math.sqrt(variance / blocks);
    return upperTail(Math.max(quantile, cut / error) - effect / error);
  };
  const clean = (1 - noise.bursts) ** 2;
  return meanOverScales(noise.unlike, (scale) => {
    const variance = 2 * scale ** 2 * (noise.process ** 2 + noise.round ** 2 * meanVariance(size.rounds)) + wander ** 2;
    if (clean === 1) return power(variance, size.blocks);
    return meanOverBinomial(size.blocks, clean, (blocks) => power(variance, blocks));
  });
}

/** P(Z > z). */
function upperTail(z: number): number {
  return studentUpperTail(z, normal);
}

/** Of rounds with unit variance, whose correlation falls by `roundMemory` with each step. */
function meanVariance(rounds: number): number {
  let sum = 1;
  for (let lag = 1; lag < rounds; lag += 1) sum += 2 * (1 - lag / rounds) * roundMemory ** lag;
  return sum / rounds;
}

function meanOverScales(unlike: number, of: (scale: number) => number): number {
  if (unlike === 0) return of(1);
  let [sum, weights] = [0, 0];
  for (let x = -gridEnd; x <= gridEnd; x += gridStep) {
    const weight = Math.exp(-0.5 * x * x);
    sum += weight * of(Math.exp(unlike * x));
    weights += weight;
  }
  return sum / weights;
}

function meanOverBinomial(tries: number, share: number, of: (count: number) => number): number {
  let sum = 0;
  let probability = (1 - share) ** tries;
  for (let count = 0; count <= tries; count += 1) {
    sum += probability * of(count);
    probability *= ((tries - count) / (count + 1)) * (share / (1 - share));
  }
  return sum;
}
