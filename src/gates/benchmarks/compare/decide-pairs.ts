import { countOf } from "../../../core/count-of.ts";
import { decideSuite } from "../decide/decide-suite.ts";
import type { Decision, Plan } from "../decide/model.ts";
import { threeLooks } from "../decide/plans.ts";
import type { Comparison } from "./comparison.ts";
import { typical } from "./figures.ts";
import type { LimitOf } from "./limits.ts";
import type { PairedBenchmark } from "./paired-benchmarks.ts";
import { judgeRatio, ratioOf } from "./plain-ratio.ts";

export interface PairRule {
  readonly limitOf: LimitOf;
  /** Whether too few pairs are judged by their plain ratio. */
  readonly plainRatio: "shown" | "judged";
}

/** Decides on all benchmarks of a change together: each counts as one test among all. In their order. */
export function decidePairs(benchmarks: readonly PairedBenchmark[], rule: PairRule): readonly Comparison[] {
  const limits = benchmarks.map(({ place }) => rule.limitOf(place));
  const decided = new Map<number, readonly Decision[]>();
  // A limit changes what is called a regression, and not how likely an alarm is: so the suite is decided on for each of them.
  for (const limit of new Set(limits.map(planLimit))) {
    decided.set(limit, decideSuite(benchmarks, { ...threeLooks, limit } satisfies Plan));
  }
  return benchmarks.map((benchmark, index) => {
    const limit = limits[index] ?? "none";
    const decision = decided.get(planLimit(limit))?.[index];
    return { ...shownOf(benchmark, limit), ...outcomeOf(benchmark, limit, decision, rule) };
  });
}

/** What has no limit is measured all the same. */
function planLimit(limit: number | "none"): number {
  return limit === "none" ? threeLooks.limit : limit;
}

function shownOf({ place, better, blocks }: PairedBenchmark, limit: number | "none") {
  const [bases, heads] = [blocks.map(({ base }) => typical(base)), blocks.map(({ head }) => typical(head))];
  return {
    place,
    better,
    base: typical(bases),
    head: typical(heads),
    limit: limit === "none" ? undefined : limit,
    course: heads.map((head, index) => head / (bases[index] ?? Number.NaN)).filter(Number.isFinite),
  };
}

type Decided = Pick<Comparison, "ratio" | "interval" | "outcome" | "grounds" | "further" | "because">;

function outcomeOf(
  benchmark: PairedBenchmark,
  limit: number | "none",
  decision: Decision | undefined,
  { plainRatio }: PairRule,
): Decided {
  const pairs = benchmark.blocks.length;
  const { lacking } = benchmark;
  if (lacking > 0 && decision?.outcome !== "regressed") {
    return {
      ratio: ratioOf(benchmark),
      interval: undefined,
      outcome: "undecided",
      grounds: { kind: "ratio", pairs },
      further: undefined,
      because: `Head has not measured it in ${countOf(lacking, "pair")}, where the base has.`,
    };
  }
  if (decision === undefined || decision.outcome === "unusable") {
    const because = decision?.because;
    const ratio = ratioOf(benchmark);
    const judged = judgeRatio(benchmark, ratio, limit, plainRatio);
    const why = judged === "undecided" ? because : undefined;
    return {
      ratio,
      interval: undefined,
      outcome: judged,
      grounds: { kind: "ratio", pairs },
      further: undefined,
      because: why,
    };
  }
  const { outcome, estimate } = decision;
  return {
    ratio: estimate.ratio,
    interval: estimate.interval,
    outcome,
    grounds: { kind: "pairs", pairs: estimate.blocks },
    further: outcome === "undecided" ? decision.furtherBlocks : undefined,
    because: undefined,
  };
}
