import type { HeadFacts } from "../../../core/overlap.ts";
import { type EvaluatedPair, isStuck } from "./evaluate.ts";
import { type MergeOrderPlan, type OrderedPair, planMergeOrder, type StackEdge } from "./merge-order.ts";
import { stackEdges } from "./stacks.ts";
import { compareStanding, type Standing } from "./yields.ts";

type MetPair = Pick<EvaluatedPair, "a" | "b" | "level" | "orders" | "yields">;

/**
 * In which order to merge heads of which this is known: parents of a stack before their children, whoever was told to wait
 * behind the other, and last those that cannot be merged alone. `merged` are pairs of which only the outcome is known.
 */
export function orderHeads(
  standings: readonly Standing[],
  facts: readonly HeadFacts[],
  met: readonly MetPair[],
  merged: readonly OrderedPair[] = [],
): MergeOrderPlan {
  return planMergeOrder(
    standings.toSorted(compareStanding).map(({ ref }) => ref),
    [...met, ...merged],
    [...stackEdges(facts), ...met.flatMap(waitingEdge)],
    new Set(facts.filter(isStuck).map(({ ref }) => ref)),
  );
}

function waitingEdge({ a, b, level, yields }: MetPair): readonly StackEdge[] {
  return level === "textual" ? [{ parent: yields === a ? b : a, child: yields }] : [];
}
