import { biweight } from "./biweight.ts";
import { usualReach } from "./locate-suite.ts";
import { measureSuite } from "./measure-suite.ts";
import { medianOf, sorted } from "./order.ts";
import { segmentStarts, segmentsOf } from "./steps.ts";

/** What earlier values say of the next one, if nothing changes. All are logarithms of costs. */
export interface Prediction {
  readonly centre: number;
  /** Of the next value from the centre: how it varies, and how well the centre is known. */
  readonly deviation: number;
  /** Degrees of freedom of the deviation. */
  readonly df: number;
  /** How many values the centre stands on: those since the last step. */
  readonly points: number;
  /** How far off their own levels the values were that the deviation stands on, in the order of time. */
  readonly residuals: readonly number[];
}

/** Among fewer no outlier can be told, and noise with long tails blocks twice as many suites: see docs/gates/benchmarks.md. */
export const minPoints = 8;

/** More hardly sharpen the prediction, and a level that creeps is further away from where it began. */
const maxPoints = 30;

interface History {
  readonly current: readonly number[];
  /** As if all had been at the current level. */
  readonly levelled: readonly number[];
  /** Of the levels that were taken off. */
  readonly segments: number;
}

/** Each benchmark's in the light of the others; `histories` are logarithms of costs, at least `minPoints` each. */
export function predictSuite(histories: readonly (readonly number[])[]): readonly Prediction[] {
  const levelled = histories.map(sinceLastStep);
  const measured = measureSuite(levelled.map((one) => one.levelled));
  return levelled.map(({ current, levelled: values, segments }, index): Prediction => {
    const { standardError = 0, df = 1 } = measured[index] ?? {};
    const variance = (standardError * values.length) ** 2 / (values.length - segments + 1);
    const { centre } = biweight(sorted(current), Math.sqrt(variance), usualReach);
    const deviation = Math.sqrt(variance * (1 + 1 / current.length));
    return { centre, deviation, df, points: current.length, residuals: values.map((value) => value - centre) };
  });
}

/** An old step is no noise. Only where the last one is recent does the noise before it count, each level taken off. */
function sinceLastStep(logs: readonly number[]): History {
  const segments = segmentsOf(logs, segmentStarts(logs));
  const current = (segments.at(-1) ?? []).slice(-maxPoints);
  if (current.length >= minPoints) return { current, levelled: current, segments: 1 };
  const level = medianOf(sorted(current));
  const levelled = segments.flatMap((segment) => {
    const own = medianOf(sorted(segment));
    return segment.map((log) => log - own + level);
  });
  return { current, levelled: levelled.slice(-maxPoints), segments: segments.length };
}
