import type { SuggestedOrder } from "../../commands/situation.ts";
import type { KnownHead, KnownPair } from "../../core/overlap-store.ts";
import { candidatePairs, indexHeads } from "../../gates/ownership/overlap/candidates.ts";
import { type EvaluatedPair, evaluateOverlaps } from "../../gates/ownership/overlap/evaluate.ts";
import { orderHeads } from "../../gates/ownership/overlap/order-heads.ts";
import { withStuckPairs } from "../../gates/ownership/overlap/stuck-pairs.ts";
import type { OverlapBook } from "./book.ts";
import { pairLimits } from "./evaluate-partners.ts";
import { standingOf } from "./standings.ts";

/**
 * An order for merging these open pull requests, as far as the book knows their heads. Pairs are merged as far as nobody has done it
 * before; `told` is what was said of them.
 */
export async function planOrder(
  book: OverlapBook,
  heads: readonly KnownHead[],
  told: readonly KnownPair[],
): Promise<Omit<SuggestedOrder, "baseRef" | "isCut">> {
  const rows = new Map(heads.map((head) => [String(head.number), head]));
  const facts = book.index().facts.filter(({ ref }) => rows.has(ref));
  const known = new Map(facts.map((head) => [head.ref, head]));
  const standing = (ref: string) => standingOf(ref, rows.get(ref), known.get(ref));
  const judge = book.verdicts.judging(book.comparison, (ref) => known.get(ref)?.commit);
  const candidates = withStuckPairs(facts, candidatePairs(indexHeads(facts)));
  const { maxPairs } = pairLimits;
  const { pairs, judged, total } = await evaluateOverlaps(facts, candidates, judge, {
    maxPairs,
    mergeCertain: false,
    standing,
  });
  const plan = orderHeads(
    facts.map(({ ref }) => standing(ref)),
    facts,
    pairs.map((pair) => asTold(pair, told)),
  );
  return {
    together: plan.together.map(Number),
    later: plan.later.map(Number),
    leftOut: heads.flatMap(({ number }) => (known.has(String(number)) ? [] : [number])),
    pairs: { judged, total },
  };
}

/** Whoever was told to wait does; where nothing was told for good yet, whoever would be. */
function asTold(pair: EvaluatedPair, told: readonly KnownPair[]): EvaluatedPair {
  const numbers = [pair.a, pair.b];
  const before = told.find(({ one, other }) => [one, other].every((number) => numbers.includes(String(number))));
  return before === undefined || before.rule === "" ? pair : { ...pair, yields: String(before.yields) };
}
