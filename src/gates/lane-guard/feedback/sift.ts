import { type Arc, type NodeOrder, placesOf } from "./weighted-graph.ts";

/** Moving on pays little after a few rounds, and takes as long as the first. */
const maxRounds = 10;

/** The order after every node was moved, round by round, to the place where the arcs back weigh least. */
export function sifted(order: NodeOrder, arcs: readonly Arc[]): NodeOrder {
  const sorted = [...order];
  const place = placesOf(sorted);
  const neighbours = neighboursOf(order.length, arcs);
  for (let round = 0; round < maxRounds; round += 1) {
    let moved = false;
    for (const node of order) {
      const from = place[node] ?? 0;
      const to = bestPlace(neighbours.get(node) ?? [], place, from);
      if (to === from) continue;
      moved = true;
      sorted.splice(from, 1);
      sorted.splice(to, 0, node);
      for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) place[sorted[index] ?? 0] = index;
    }
    if (!moved) break;
  }
  return sorted;
}

interface Neighbour {
  readonly node: number;
  /** What the arcs between the two weigh more towards the neighbour than from it. */
  readonly balance: number;
}

function neighboursOf(size: number, arcs: readonly Arc[]): ReadonlyMap<number, readonly Neighbour[]> {
  const balances = Array.from({ length: size }, () => new Map<number, number>());
  for (const { from, to, weight } of arcs) {
    if (from === to) continue;
    balances[from]?.set(to, (balances[from]?.get(to) ?? 0) + weight);
    balances[to]?.set(from, (balances[to]?.get(from) ?? 0) - weight);
  }
  return new Map(
    balances.map((balance, node) => [node, [...balance].map(([other, weight]) => ({ node: other, balance: weight }))]),
  );
}

/** Walks away from the node's place in both directions and keeps what each neighbour that it passes gains or costs. */
function bestPlace(neighbours: readonly Neighbour[], place: Int32Array, from: number): number {
  const at = (neighbour: Neighbour) => place[neighbour.node] ?? 0;
  const byPlace = neighbours.toSorted((left, right) => at(left) - at(right));
  let [best, gain] = [from, 0];
  const walk = (passed: readonly Neighbour[], sign: 1 | -1) => {
    let total = 0;
    for (const neighbour of passed) {
      // Before a neighbour, arcs to it lead on; behind it, they lead back.
      total += sign * neighbour.balance;
      if (total <= gain) continue;
      gain = total;
      best = at(neighbour);
    }
  };
  walk(byPlace.filter((neighbour) => at(neighbour) < from).toReversed(), 1);
  walk(
    byPlace.filter((neighbour) => at(neighbour) > from),
    -1,
  );
  return best;
}
