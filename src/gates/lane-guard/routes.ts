import { isLinked, rowOf } from "../../formats/imports/graph/links.ts";
import type { Cause } from "./causes.ts";
import type { Scene } from "./contracts/scene.ts";
import type { Reach } from "./contracts/violations.ts";

/**
 * A chain, and what else of its two packages is on the same way: modules of the lane that enter it at the same module,
 * and modules of the target that it leads to as well.
 */
export interface Route {
  readonly chain: readonly number[];
  /** Which link of the chain leaves the lane. */
  readonly leaving: number;
  /** Without the one on the chain. */
  readonly heads: readonly number[];
  readonly tails: readonly number[];
}

/** Of a chain with at least one module in between; of any other, the chain alone. */
export function routeOf(scene: Scene, cause: Cause, chain: readonly number[]): Route {
  const reach = reachOf(cause, chain);
  const leaving = reach === undefined ? 0 : chain.findLastIndex((id) => reach.isSource(id));
  const [head = -1, enter = -1] = chain.slice(leaving, leaving + 2);
  if (reach === undefined || cause.direct !== undefined || leaving + 2 >= chain.length) {
    return { chain, leaving, heads: [], tails: [] };
  }
  const [last = -1, end = -1] = chain.slice(-2);
  const heads = sourcesOf(cause, reach).filter((id) => id !== head && isLinked(scene.links, id, enter));
  const tails = [...rowOf(scene.links.imported, last)].filter((id) => id !== end && isEnd(reach, id));
  return { chain, leaving, heads, tails };
}

/** What the first module of the chain breaks. */
function reachOf(cause: Cause, [source, ...others]: readonly number[]): Reach | undefined {
  const end = others.at(-1) ?? -1;
  return cause.reach.find((reaching) => reaching.source === source && isEnd(reaching.reach, end))?.reach;
}

/** The modules that the cause leads to the target, each once. */
export function sourcesOf({ reach: reaching }: Cause, reach: Reach): readonly number[] {
  return [...new Set(reaching.flatMap((one) => (one.reach === reach ? [one.source] : [])))];
}

function isEnd({ route }: Reach, id: number): boolean {
  return id >= route.first && id < route.end && route.isEnd?.(id) !== false;
}
