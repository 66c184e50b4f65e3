import { type HeadFacts, overlapRank } from "../../core/overlap.ts";
import type { EvaluatedPair } from "../../gates/ownership/overlap/evaluate.ts";
import type { OrderedPair } from "../../gates/ownership/overlap/merge-order.ts";
import type { OverlapBook } from "./book.ts";
import { orderHeads } from "./order-heads.ts";
import type { Scene } from "./scene.ts";
import { standings } from "./standings.ts";

/** So many pull requests are put in order. */
export const mostOrdered = 50;

/**
 * A suggested order for the subject and those that it meets on touching lines, or worse. Of two that it meets, what an
 * earlier comparison found counts; nothing is merged for it.
 */
export function orderAround(book: OverlapBook, scene: Scene, pairs: readonly EvaluatedPair[]): readonly number[] {
  const least = overlapRank("hunk");
  const close = pairs.filter(({ level }) => overlapRank(level) >= least).slice(0, mostOrdered - 1);
  const refs = [...new Set([String(scene.subject.number), ...close.flatMap(({ a, b }) => [a, b])])];
  const heads = book.index().facts.filter(({ ref }) => refs.includes(ref));
  const { standing } = standings(scene, book.heads(), () => []);
  const plan = orderHeads(refs.map(standing), heads, close, knownPairs(book, heads));
  return [...plan.together, ...plan.later].map(Number);
}

function knownPairs({ verdicts }: OverlapBook, heads: readonly HeadFacts[]) {
  return heads.flatMap((one, at) =>
    heads.slice(at + 1).flatMap((other): readonly OrderedPair[] => {
      const [forth, back] = [verdicts.known(one, other), verdicts.known(other, one)];
      if (forth === undefined || back === undefined) return [];
      const order = ({ kind }: typeof forth) => (kind === "clean" ? "clean" : "conflict");
      return [{ a: one.ref, b: other.ref, orders: { aThenB: order(forth), bThenA: order(back) } }];
    }),
  );
}
