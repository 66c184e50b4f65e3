import { bestOrder, maxNodesForBest } from "./best-order.ts";
import { goodOrder } from "./good-order.ts";
import { type Arc, arcsBack } from "./weighted-graph.ts";

/** Beyond so many nodes, ordering them takes longer than anybody waits. */
const maxNodes = 5_000;

export interface FeedbackArcs {
  /** Without these, the graph has no cycle. */
  readonly arcs: readonly Arc[];
  /** No other arcs that do the same weigh less. False: they may, the graph is too large to know. */
  readonly least: boolean;
}

/** The lightest arcs whose removal leaves no cycle, or an estimate; undefined for a graph that is too large for both. */
export function feedbackArcs(size: number, arcs: readonly Arc[]): FeedbackArcs | undefined {
  if (size > maxNodes) return undefined;
  const least = size <= maxNodesForBest;
  return { arcs: arcsBack(arcs, least ? bestOrder(size, arcs) : goodOrder(size, arcs)), least };
}
