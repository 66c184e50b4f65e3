import type { ComparedHead, HeadFacts } from "../../core/overlap.ts";
import { candidatePairs, indexHeads } from "../../gates/ownership/overlap/candidates.ts";
import type { OverlapReader } from "../../gates/ownership/overlap/describe-pair.ts";
import {
  type EvaluatedPair,
  type Evaluation,
  evaluateOverlaps,
  isStuck,
} from "../../gates/ownership/overlap/evaluate.ts";
import { changedLines } from "../../gates/ownership/overlap/head-size.ts";
import { type MergeOrderPlan, type OrderedPair, planMergeOrder } from "../../gates/ownership/overlap/merge-order.ts";
import { readSources } from "../../gates/ownership/overlap/read-sources.ts";
import { brokenUses, withBrokenUses } from "../../gates/ownership/overlap/semantic.ts";
import { stackEdges } from "../../gates/ownership/overlap/stacks.ts";
import { withStuckPairs } from "../../gates/ownership/overlap/stuck-pairs.ts";
import { withSymbols } from "../../gates/ownership/overlap/symbols.ts";
import { compareStanding, type Standing } from "../../gates/ownership/overlap/yields.ts";
import type { GitDirectory } from "../../git/clone.ts";
import type { ReadCommit } from "../../git/commit-format.ts";
import { openComparison } from "../../git/overlap/open-comparison.ts";
import { readTips } from "../../git/overlap/read-tips.ts";
import { pullRequestOf } from "./number-heads.ts";

export interface ComparedHeads {
  readonly base: string;
  readonly heads: readonly HeadFacts[];
  readonly evaluation: Evaluation;
  readonly plan: MergeOrderPlan;
  /** The commits of the heads, by their ids. */
  readonly tips: ReadonlyMap<string, ReadCommit>;
  /** Works as long as the comparison is open. */
  readonly reader: OverlapReader;
  standing(ref: string): Standing;
}

/** So many pairs are merged in one run: some minutes. */
const maxPairs = 10_000;

/** Compares heads of a clone with each other on top of a base, given by commits, and lends what came of it. */
export async function withComparedHeads<T>(
  clone: GitDirectory,
  base: string,
  given: readonly ComparedHead[],
  use: (compared: ComparedHeads) => Promise<T>,
): Promise<T> {
  const tips = await readTips(
    clone,
    given.map(({ commit }) => commit),
  );
  const comparison = await openComparison(clone, base);
  try {
    const heads = await comparison.facts(given);
    const candidates = withStuckPairs(heads, candidatePairs(indexHeads(heads)));
    const standings = new Map(heads.map((head) => [head.ref, standingOf(head, tips.get(head.commit))]));
    const standing = (ref: string) => standings.get(ref) ?? { ref, stuck: false, changedLines: 0 };
    const merged = await evaluateOverlaps(heads, candidates, comparison, { maxPairs, mergeCertain: true, standing });
    const sources = readSources(comparison.blobs);
    const broken = await brokenUses(heads, comparison.blobs, comparison.find);
    const pairs = withBrokenUses(await withSymbols(merged.pairs, sources), heads, broken, { standing });
    const wanted = [...standings.values()].toSorted(compareStanding).map(({ ref }) => ref);
    const stuck = new Set(heads.filter(isStuck).map(({ ref }) => ref));
    return await use({
      base,
      heads,
      evaluation: { ...merged, pairs },
      plan: planMergeOrder(wanted, pairs.map(asOrdered), stackEdges(heads), stuck),
      tips,
      reader: { sources, blobs: comparison.blobs },
      standing,
    });
  } finally {
    await comparison.close();
  }
}

/** Two heads that break something together cannot land together either. */
function asOrdered({ a, b, level, orders }: EvaluatedPair): OrderedPair {
  return { a, b, orders: level === "semantic" ? { aThenB: "conflict", bThenA: "conflict" } : orders };
}

/** What a clone knows: how long the head has been there, how much it changes, and its number where its name has one. */
function standingOf(head: HeadFacts, tip: ReadCommit | undefined): Standing {
  const number = pullRequestOf(head.ref);
  return {
    ref: head.ref,
    stuck: isStuck(head),
    changedLines: changedLines(head),
    ...(tip === undefined ? {} : { readySince: tip.committedAt }),
    ...(number === undefined ? {} : { number }),
  };
}
