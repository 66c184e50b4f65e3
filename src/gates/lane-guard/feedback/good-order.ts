import { sifted } from "./sift.ts";
import type { Arc, NodeOrder } from "./weighted-graph.ts";

/**
 * An order whose arcs back weigh little, for graphs that are too large for the best one: sources go to the front, sinks
 * to the end, and else the node whose arcs out outweigh those in by most goes to the front (Eades, Lin and Smyth, "A
 * fast and effective heuristic for the feedback arc set problem", Information Processing Letters 47, 1993). Then each
 * node is moved to where it weighs least. Of equal nodes the first goes, so the order is always the same.
 */
export function goodOrder(size: number, arcs: readonly Arc[]): NodeOrder {
  return sifted(eadesLinSmyth(size, arcs), arcs);
}

interface Remaining {
  readonly present: Uint8Array;
  /** By node, what the arcs to and from the nodes that remain weigh. */
  readonly incoming: Float64Array;
  readonly outgoing: Float64Array;
}

function eadesLinSmyth(size: number, arcs: readonly Arc[]): NodeOrder {
  const [arcsFrom, arcsTo] = [Map.groupBy(arcs, (arc) => arc.from), Map.groupBy(arcs, (arc) => arc.to)];
  const rest: Remaining = {
    present: new Uint8Array(size).fill(1),
    incoming: new Float64Array(size),
    outgoing: new Float64Array(size),
  };
  for (const { from, to, weight } of arcs) {
    rest.outgoing[from] = (rest.outgoing[from] ?? 0) + weight;
    rest.incoming[to] = (rest.incoming[to] ?? 0) + weight;
  }
  const front: number[] = [];
  const end: number[] = [];
  while (front.length + end.length < size) {
    const { node, isSink } = nextOf(rest);
    (isSink ? end : front).push(node);
    rest.present[node] = 0;
    for (const { to, weight } of arcsFrom.get(node) ?? []) rest.incoming[to] = (rest.incoming[to] ?? 0) - weight;
    for (const { from, weight } of arcsTo.get(node) ?? []) rest.outgoing[from] = (rest.outgoing[from] ?? 0) - weight;
  }
  return [...front, ...end.reverse()];
}

/** A sink if there is one, else a source, else the node with the greatest difference. */
function nextOf({ present, incoming, outgoing }: Remaining): { readonly node: number; readonly isSink: boolean } {
  let [source, largest] = [-1, -1];
  let difference = Number.NEGATIVE_INFINITY;
  for (let node = 0; node < present.length; node += 1) {
    if (present[node] === 0) continue;
    const [weightIn, weightOut] = [incoming[node] ?? 0, outgoing[node] ?? 0];
    if (weightOut === 0) return { node, isSink: true };
    if (weightIn === 0 && source === -1) source = node;
    if (weightOut - weightIn <= difference) continue;
    difference = weightOut - weightIn;
    largest = node;
  }
  return { node: source === -1 ? largest : source, isSink: false };
}
