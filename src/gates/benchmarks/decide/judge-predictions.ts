import { alarmsBefore, latestAway } from "./history-alarms.ts";
import { holmRejects } from "./holm.ts";
import type { Prediction } from "./predict-suite.ts";
import { remembered } from "./remembered.ts";
import { minSegment } from "./steps.ts";
import { studentUpperQuantile, studentUpperTail } from "./student.ts";

export interface PredictedHead {
  /** The logarithm of head's cost to what was predicted: more is worse. */
  readonly effect: number;
  readonly prediction: Prediction;
}

export interface HistoryVerdict {
  readonly outcome: "regressed" | "unchanged" | "improved" | "undecided";
  readonly effect: number;
  /** Of the interval around the effect. */
  readonly half: number;
  readonly points: number;
  readonly because: string | undefined;
}

/** The probability that any unchanged benchmark of a suite is called slower; the same again for faster. */
const alpha = 0.01;
/** Of intervals. What is called unchanged lies above the limit with at most half the rest as probability. */
const confidence = 0.95;
/** A logarithm: beyond ten times as much it makes no difference. */
const maxToldEffect = Math.log(10);

/**
 * Head is one more value and no mean, so it is compared with a prediction interval: t = effect/deviation, Student's, where the
 * deviation is s · √(1 + 1/n). Holm's correction is over the whole suite. `limit` is a logarithm.
 */
export function judgePredictions(heads: readonly PredictedHead[], limit: number): readonly HistoryVerdict[] {
  const tails = (sign: 1 | -1) =>
    heads.map(({ effect, prediction: { deviation, df } }) => studentUpperTail((sign * effect) / deviation, df));
  const worse = holmRejects(tails(1), alpha, heads.length);
  const better = holmRejects(tails(-1), alpha, heads.length);
  const strict = remembered((df) => studentUpperQuantile(alpha / heads.length, df));
  const quantile = remembered((df) => studentUpperQuantile((1 - confidence) / 2, df));
  const past = heads.map(({ prediction: { deviation, df, residuals } }) => ({
    residuals,
    bound: Math.max(limit / 2, deviation * strict(df)),
  }));
  const [slowBefore, fastBefore] = [alarmsBefore(past, 1), alarmsBefore(past, -1)];

  return heads.map(({ effect, prediction: { deviation, df, points } }, index): HistoryVerdict => {
    const half = deviation * quantile(df);
    const say = (outcome: "regressed" | "unchanged" | "improved") =>
      ({ outcome, effect, half, points, because: undefined }) as const;
    const undecided = (because: string | undefined) =>
      ({ outcome: "undecided", effect, half, points, because }) as const;
    const { residuals = [], bound = 0 } = past[index] ?? {};
    const away = latestAway({ residuals, bound });
    if (away > 0) return undecided(awayText(away));
    const [slow, fast] = [slowBefore[index], fastBefore[index]];
    if (worse[index] === true && effect > limit / 2) return slow === undefined ? say("regressed") : undecided(slow);
    if (better[index] === true && effect < -limit / 2) return fast === undefined ? say("improved") : undecided(fast);
    if (effect + half <= limit) return say("unchanged");
    return undecided(half > limit ? noiseText(bound) : undefined);
  });
}

function awayText(away: number): string {
  const latest = away === 1 ? "The latest earlier figure is" : `The latest ${away} earlier figures are`;
  return `${latest} far off those before; it takes ${minSegment} to know a new level.`;
}

function noiseText(bound: number): string {
  if (bound > maxToldEffect) return "Earlier figures vary too much for any change to be told.";
  return `Earlier figures vary so much that one figure tells no change below ${Math.ceil(100 * Math.expm1(bound))} %.`;
}
