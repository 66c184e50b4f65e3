import type { Arc, NodeOrder } from "./weighted-graph.ts";

/** Time and memory double with every node more. */
export const maxNodesForBest = 15;

/**
 * The order whose arcs back weigh least, of at most 15 nodes. Every set of nodes is looked at once: what stands last in
 * it pays for its arcs to the others, and the others are best ordered among themselves (Lawler, "A comment on minimum
 * feedback arc sets", 1964). Of equal orders it is always the same.
 */
export function bestOrder(size: number, arcs: readonly Arc[]): NodeOrder {
  const cost = costsInto(size, arcs);
  const best = new Float64Array(2 ** size);
  const last = new Int8Array(2 ** size);
  for (let set = 1; set < best.length; set += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (let node = 0; node < size; node += 1) {
      if ((set & (1 << node)) === 0) continue;
      const before = set ^ (1 << node);
      const total = (best[before] ?? 0) + cost(node, before);
      // The later node stays last among equals, which keeps nodes in their own order.
      if (total > least) continue;
      least = total;
      last[set] = node;
    }
    best[set] = least;
  }
  const order: number[] = [];
  for (let set = best.length - 1; set > 0; set ^= 1 << (order[0] ?? 0)) order.unshift(last[set] ?? 0);
  return order;
}

const halfBits = 8;

/** What the arcs of a node into a set weigh, by two look-ups: one for the set's lower half and one for its upper. */
function costsInto(size: number, arcs: readonly Arc[]): (node: number, set: number) => number {
  const halves = [0, halfBits].map((shift) =>
    Array.from({ length: size }, (_, node) => {
      const weights = new Float64Array(halfBits);
      for (const { from, to, weight } of arcs) {
        const bit = to - shift;
        if (from === node && to !== node && bit >= 0 && bit < halfBits) weights[bit] = (weights[bit] ?? 0) + weight;
      }
      return sumsOf(weights);
    }),
  );
  const [lower = [], upper = []] = halves;
  const mask = 2 ** halfBits - 1;
  return (node, set) => (lower[node]?.[set & mask] ?? 0) + (upper[node]?.[set >> halfBits] ?? 0);
}

/** By set of bits, the sum of their weights. */
function sumsOf(weights: Float64Array): Float64Array {
  const sums = new Float64Array(2 ** weights.length);
  for (let set = 1; set < sums.length; set += 1) {
    const lowest = 31 - Math.clz32(set & -set);
    sums[set] = (sums[set & (set - 1)] ?? 0) + (weights[lowest] ?? 0);
  }
  return sums;
}
