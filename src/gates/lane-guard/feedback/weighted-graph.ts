/** One node's dependency on another. Weights are whole numbers above zero. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** An order of all nodes from 0 to `size - 1`. Arcs that lead back in it are those to cut. */
export type NodeOrder = readonly number[];

/** Arcs that lead from a node to itself or to one before it: without them, nothing is left of any cycle. */
export function arcsBack(arcs: readonly Arc[], order: NodeOrder): readonly Arc[] {
  const place = placesOf(order);
  return arcs.filter(({ from, to }) => (place[from] ?? 0) >= (place[to] ?? 0));
}

export function placesOf(order: NodeOrder): Int32Array {
  const place = new Int32Array(order.length);
  for (const [index, node] of order.entries()) place[node] = index;
  return place;
}

export function weightOf(arcs: readonly Arc[]): number {
  return arcs.reduce((sum, { weight }) => sum + weight, 0);
}
