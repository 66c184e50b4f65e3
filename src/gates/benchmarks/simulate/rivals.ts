import type { PairedSeries, Rounds } from "../decide/model.ts";
import { studentUpperQuantile } from "../decide/student.ts";
import { meanOf } from "./mean.ts";

/** Says whether the head is slower when its every round takes `factor` times as long as it was measured. */
export type Alarm = (factor: number) => boolean;

/** All rounds of all processes in one heap, as most tools have them. */
export interface Pooled {
  readonly base: Float64Array;
  readonly head: Float64Array;
}

/** What all blocks of a series have in their rounds, as a heap of any number of its first blocks. */
export function poolRounds({ blocks }: PairedSeries): (count: number) => Pooled {
  const base = joined(blocks.map((block) => block.base));
  const head = joined(blocks.map((block) => block.head));
  return (count) => ({
    base: base.subarray(0, lengthOf(blocks.slice(0, count).map((block) => block.base))),
    head: head.subarray(0, lengthOf(blocks.slice(0, count).map((block) => block.head))),
  });
}

function lengthOf(parts: readonly Rounds[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function joined(parts: readonly Rounds[]): Float64Array {
  const whole = new Float64Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A mean that is more than 10 % above the other. */
export function fixedLimit({ base, head }: Pooled): Alarm {
  const ratio = meanOf(head) / meanOf(base);
  return (factor) => ratio * factor > 1.1;
}

/** Welch's t test of two means (1947), two-sided at 5 %, and slower. */
export function welch({ base, head }: Pooled): Alarm {
  const [left, right] = [momentsOf(base), momentsOf(head)];
  return (factor) => {
    const [a, b] = [left.variance / base.length, (right.variance * factor * factor) / head.length];
    // Far more degrees of freedom than make a difference to the quantile, but the first few blocks.
    const df = (a + b) ** 2 / (a ** 2 / (base.length - 1) + b ** 2 / (head.length - 1));
    return right.mean * factor - left.mean > studentUpperQuantile(0.025, df) * Math.sqrt(a + b);
  };
}

const normalQuantile = 1.959964;

/** Mann and Whitney's U test (1947) in its normal approximation, two-sided at 5 %, and slower. */
export function mannWhitney({ base, head }: Pooled): Alarm {
  const [left, right] = [base.toSorted(), head.toSorted()];
  const [m, n] = [left.length, right.length];
  const deviation = Math.sqrt((m * n * (m + n + 1)) / 12);
  return (factor) => (pairsWon(left, right, factor) - (m * n) / 2) / deviation > normalQuantile;
}

/** How many pairs of a base's and a head's round the head's wins, that is, takes longer. Both ascend. */
function pairsWon(base: Float64Array, head: Float64Array, factor: number): number {
  let [won, below] = [0, 0];
  for (let index = 0; index < head.length; index += 1) {
    const value = (head[index] ?? 0) * factor;
    while (below < base.length && (base[below] ?? 0) < value) below += 1;
    won += below;
  }
  return won;
}

/** Three standard deviations above the mean of the nights before. */
export function zScore(runs: Float64Array, nights: number): Alarm {
  const current = runs.at(-1) ?? 0;
  const { mean, variance } = momentsOf(runs.slice(-1 - nights, -1));
  return (factor) => current * factor > mean + 3 * Math.sqrt(variance);
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const mean = meanOf(values);
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) squares += ((values[index] ?? 0) - mean) ** 2;
  return { mean, variance: squares / (values.length - 1) };
}
