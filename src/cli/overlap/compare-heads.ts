import type { ActorHint, ComparedHead, HeadFacts } from "../../core/overlap.ts";
import { candidatePairs, indexHeads } from "../../gates/ownership/overlap/candidates.ts";
import {
  type EvaluatedPair,
  type Evaluation,
  evaluateOverlaps,
  isStuck,
} from "../../gates/ownership/overlap/evaluate.ts";
import { type MergeOrderPlan, type OrderedPair, planMergeOrder } from "../../gates/ownership/overlap/merge-order.ts";
import { readSources } from "../../gates/ownership/overlap/read-sources.ts";
import { brokenUses, withBrokenUses } from "../../gates/ownership/overlap/semantic.ts";
import { stackEdges } from "../../gates/ownership/overlap/stacks.ts";
import { withStuckPairs } from "../../gates/ownership/overlap/stuck-pairs.ts";
import { withSymbols } from "../../gates/ownership/overlap/symbols.ts";
import { compareStanding, type Standing } from "../../gates/ownership/overlap/yields.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { readCommitPeople } from "../../git/overlap/commit-people.ts";
import { openComparison } from "../../git/overlap/open-comparison.ts";
import { type AgentHints, hintedAgent } from "./agent-hints.ts";

export interface ComparedHeads {
  readonly base: string;
  readonly heads: readonly (HeadFacts & ActorHint)[];
  readonly evaluation: Evaluation;
  readonly plan: MergeOrderPlan;
}

/** So many pairs are merged in one run: some minutes. */
const maxPairs = 10_000;

/** Compares heads of a clone with each other on top of a base, given by commits. */
export async function compareHeads(
  clone: GitDirectory,
  base: string,
  given: readonly ComparedHead[],
  hints: AgentHints = hintedAgent,
): Promise<ComparedHeads> {
  const people = await readCommitPeople(
    clone,
    given.map(({ commit }) => commit),
  );
  const comparison = await openComparison(clone, base);
  try {
    const heads = await comparison.facts(given);
    const candidates = withStuckPairs(heads, candidatePairs(indexHeads(heads)));
    const standings = new Map(heads.map((head, at) => [head.ref, standingOf(head, people[at]?.committedAt)]));
    const standing = (ref: string) => standings.get(ref) ?? { ref, stuck: false, changedLines: 0 };
    const merged = await evaluateOverlaps(heads, candidates, comparison, { maxPairs, mergeCertain: true, standing });
    const sources = readSources(comparison.blobs);
    const broken = await brokenUses(heads, comparison.blobs, comparison.find);
    const pairs = withBrokenUses(await withSymbols(merged.pairs, sources), heads, broken, { standing });
    const evaluation = { ...merged, pairs };
    const wanted = [...standings.values()].toSorted(compareStanding).map(({ ref }) => ref);
    const stuck = new Set(heads.filter(isStuck).map(({ ref }) => ref));
    return {
      base,
      heads: heads.map((head, at) => ({
        ...head,
        ...hints({ ref: head.ref, addresses: people[at]?.addresses ?? [] }),
      })),
      evaluation,
      plan: planMergeOrder(wanted, pairs.map(asOrdered), stackEdges(heads), stuck),
    };
  } finally {
    await comparison.close();
  }
}

/** Two heads that break something together cannot land together either. */
function asOrdered({ a, b, level, orders }: EvaluatedPair): OrderedPair {
  return { a, b, orders: level === "semantic" ? { aThenB: "conflict", bThenA: "conflict" } : orders };
}

/** What a clone knows: how long the head has been there, how much it changes, and its number where its name has one. */
function standingOf(head: HeadFacts, readySince: number | undefined): Standing {
  const number = /^(?:refs\/)?(?:.*\/)?pull\/(\d+)\//.exec(head.ref)?.[1];
  return {
    ref: head.ref,
    stuck: isStuck(head),
    changedLines: head.changes.reduce(
      (sum, { hunks }) =>
        sum + (hunks ?? []).reduce((lines, { removed, added }) => lines + removed.length + added.length, 0),
      0,
    ),
    ...(readySince === undefined ? {} : { readySince }),
    ...(number === undefined ? {} : { number: Number(number) }),
  };
}
