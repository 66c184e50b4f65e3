import { countOf } from "../../../core/count-of.ts";
import { type HistoryVerdict, judgePredictions } from "./judge-predictions.ts";
import { minPoints, predictSuite } from "./predict-suite.ts";
import { isMeasured } from "./steps.ts";

export interface HistorySeries {
  /** Whether fewer (a duration) or more (a rate) is better. */
  readonly better: "lower" | "higher";
  /** One figure a commit of the base, on the machine that measured head; the latest last. */
  readonly earlier: readonly number[];
  readonly head: number;
}

export interface HistoryDecision {
  readonly outcome: HistoryVerdict["outcome"];
  /** Head to what is usual since the last step, in the unit that was measured. */
  readonly ratio: number | undefined;
  readonly interval: readonly [low: number, high: number] | undefined;
  /** So many earlier figures it stands on: those since the last step. */
  readonly points: number;
  /** Why it is undecided, unless the noise is small enough and head lies where it can be either. */
  readonly because: string | undefined;
}

/**
 * Decides on one figure of head by those that the base had before, all benchmarks of a suite together and in their order. `limit`
 * is a share: 0.1 for 10 % slower. What is no number above zero is not counted among earlier figures.
 */
export function decideHistories(suite: readonly HistorySeries[], limit: number): readonly HistoryDecision[] {
  const costs = suite.map(({ better, earlier }) => earlier.filter(isMeasured).map((value) => logCost(better, value)));
  const usable = suite.flatMap(({ better, head }, at) => {
    const history = costs[at] ?? [];
    return isMeasured(head) && history.length >= minPoints ? [{ at, better, head, history }] : [];
  });
  const predictions = predictSuite(usable.map(({ history }) => history));
  const heads = predictions.map((prediction, index) => {
    const { better = "lower", head = Number.NaN } = usable[index] ?? {};
    return { prediction, effect: logCost(better, head) - prediction.centre };
  });
  const decisions = new Map(
    judgePredictions(heads, Math.log1p(limit)).map((verdict, index) => {
      const { at = -1, better = "lower" } = usable[index] ?? {};
      return [at, decisionOf(better, verdict)];
    }),
  );
  return suite.map(({ head }, at) => decisions.get(at) ?? undecidable(costs[at]?.length ?? 0, head));
}

function logCost(better: "lower" | "higher", value: number): number {
  return (better === "lower" ? 1 : -1) * Math.log(value);
}

function decisionOf(
  better: "lower" | "higher",
  { outcome, effect, half, points, because }: HistoryVerdict,
): HistoryDecision {
  const sign = better === "lower" ? 1 : -1;
  const ratio = bounded(sign * effect);
  return { outcome, ratio, interval: [bounded(sign * effect - half), bounded(sign * effect + half)], points, because };
}

/** e to this power, and no infinity: that is no number in JSON. */
function bounded(power: number): number {
  return Math.min(Number.MAX_VALUE, Math.exp(power));
}

function undecidable(points: number, head: number): HistoryDecision {
  const because = isMeasured(head)
    ? `Of this machine there ${points === 1 ? "is" : "are"} ${countOf(points, "earlier figure")}; it takes at least ${minPoints}.`
    : "The figure of head is not a number above zero.";
  return { outcome: "undecided", ratio: undefined, interval: undefined, points, because };
}
