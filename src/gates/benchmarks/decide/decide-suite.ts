import { type Deciding, furtherBlocks } from "./further-blocks.ts";
import { holmRejects } from "./holm.ts";
import { type Differences, differencesOf } from "./log-cost.ts";
import { type Measured, measureSuite } from "./measure-suite.ts";
import type { Decision, Estimate, Look, PairedSeries, Plan } from "./model.ts";
import { remembered } from "./remembered.ts";
import { studentUpperQuantile, studentUpperTail } from "./student.ts";

/** Decides on every benchmark of a suite, in its order. The suite counts as a whole: one more benchmark changes what is said of others. */
export function decideSuite(suite: readonly PairedSeries[], plan: Plan): readonly Decision[] {
  const decisions = decideDifferences(suite.map(differencesOf), plan);
  return decisions.map((decision, index) => (suite[index]?.better === "higher" ? asRate(decision) : decision));
}

/** The same of logarithms that are known already; ratios are those of costs. */
export function decideDifferences(suite: readonly Differences[], plan: Plan): readonly Decision[] {
  const decisions: Decision[] = suite.map((series) =>
    series.kind === "unusable" ? { outcome: "unusable", because: series.because } : unmeasured,
  );
  const tests = suite.filter(({ kind }) => kind === "usable").length;
  for (const [index, look] of plan.looks.entries()) {
    const before = plan.looks[index - 1]?.blocks ?? 0;
    const next = plan.looks[index + 1];
    const seen = suite.flatMap((series, at) =>
      series.kind === "usable" && series.values.length > before
        ? [{ at, values: next === undefined ? series.values : series.values.slice(0, look.blocks) }]
        : [],
    );
    if (!seen.some(({ at }) => decisions[at]?.outcome === "undecided")) continue;
    const measured = measureSuite(seen.map(({ values }) => values));
    const entries = seen.flatMap(({ at }, place) => {
      const one = measured[place];
      return one === undefined || decisions[at]?.outcome !== "undecided" ? [] : [{ at, measured: one }];
    });
    const settled = settle(entries, { plan, look, number: index + 1, next, tests, decisions });
    for (const { at, decision } of settled) decisions[at] = decision;
  }
  return decisions;
}

/** Stands for what no look has seen yet; the first look sees all that is usable. */
const unmeasured: Decision = {
  outcome: "undecided",
  estimate: { ratio: 1, interval: [0, Number.MAX_VALUE], p: 1, blocks: 0 },
  furtherBlocks: 1,
};

interface Context {
  readonly plan: Plan;
  readonly look: Look;
  /** Of the look, from 1. */
  readonly number: number;
  readonly next: Look | undefined;
  /** How many benchmarks could alarm. */
  readonly tests: number;
  /** Of earlier looks. */
  readonly decisions: readonly Decision[];
}

interface Entry {
  readonly at: number;
  readonly measured: Measured;
}

/** What one look says of what is open. Whatever an earlier look has decided stays, and is one hypothesis less. */
function settle(entries: readonly Entry[], context: Context) {
  const { plan, look, number, next, tests, decisions } = context;
  const limit = Math.log1p(plan.limit);
  const cut = limit / 2;
  const left = (outcome: "regressed" | "improved") =>
    tests - decisions.filter((decision) => decision.outcome === outcome).length;
  const tails = entries.map(({ measured: { centre, standardError, df } }) =>
    studentUpperTail(Math.abs(centre) / standardError, df),
  );
  const towards = (sign: number) =>
    tails.map((tail, index) => (sign * (entries[index]?.measured.centre ?? 0) >= 0 ? tail : 1 - tail));
  const [worse, better] = [towards(1), towards(-1)];
  const regressed = holmRejects(worse, look.alpha, left("regressed"));
  const improved = holmRejects(better, look.alpha, left("improved"));
  const quantile = remembered((df) => studentUpperQuantile((1 - look.confidence) / 2, df));
  const strict = remembered((df) => studentUpperQuantile(Math.min(0.5, (next ?? look).alpha / tests), df));

  return entries.map(({ at, measured }, index): { at: number; decision: Decision } => {
    const { centre, standardError, df, blocks } = measured;
    const estimate = estimateOf(measured, worse[index] ?? 1, quantile(df));
    const decided = (outcome: "regressed" | "improved" | "unchanged") =>
      ({ at, decision: { outcome, estimate, look: number } }) as const;
    if (regressed[index] === true && centre > cut) return decided("regressed");
    if (improved[index] === true && centre < -cut) return decided("improved");
    if (centre + quantile(df) * standardError <= limit) return decided("unchanged");
    const deciding: Deciding = { limit, cut, regressedFrom: strict(df), unchangedFrom: quantile(df) };
    const further = Math.max(furtherBlocks(measured, deciding), (next?.blocks ?? 0) - blocks);
    return { at, decision: { outcome: "undecided", estimate, furtherBlocks: further } };
  });
}

function estimateOf({ centre, standardError, blocks }: Measured, p: number, quantile: number): Estimate {
  const half = quantile * standardError;
  return { ratio: bounded(centre), interval: [bounded(centre - half), bounded(centre + half)], p, blocks };
}

/** e to this power, and no infinity: that is no number in JSON. */
function bounded(power: number): number {
  return Math.min(Number.MAX_VALUE, Math.exp(power));
}

/** Twice the cost is half the rate. */
function asRate(decision: Decision): Decision {
  if (decision.outcome === "unusable") return decision;
  const { ratio, interval, ...others } = decision.estimate;
  const inverse = (value: number) => Math.min(Number.MAX_VALUE, 1 / value);
  const turned: Estimate = { ratio: inverse(ratio), interval: [inverse(interval[1]), inverse(interval[0])], ...others };
  return { ...decision, estimate: turned };
}
