import type { HeadFacts } from "../../core/overlap.ts";
import type { EvaluatedPair } from "../../gates/ownership/overlap/evaluate.ts";
import type { OrderedPair } from "../../gates/ownership/overlap/merge-order.ts";
import { orderAround } from "../../gates/ownership/overlap/order-around.ts";
import type { OverlapBook } from "./book.ts";
import type { Scene } from "./scene.ts";
import { standings } from "./standings.ts";

/**
 * A suggested order for the subject and those that it meets. Of two that it meets, what an earlier comparison found counts;
 * nothing is merged for it.
 */
export function orderAroundSubject(
  book: OverlapBook,
  scene: Scene,
  pairs: readonly EvaluatedPair[],
): readonly number[] {
  const { standing } = standings(scene, book.heads(), () => []);
  const { facts: heads } = book.index();
  const merged = (some: readonly HeadFacts[]) => knownPairs(book, some);
  return orderAround(String(scene.subject.number), pairs, { heads, standing, merged }).map(Number);
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
