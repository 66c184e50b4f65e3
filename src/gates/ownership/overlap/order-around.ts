import { type HeadFacts, overlapRank } from "../../../core/overlap.ts";
import type { EvaluatedPair } from "./evaluate.ts";
import type { OrderedPair } from "./merge-order.ts";
import { orderHeads } from "./order-heads.ts";
import type { Standing } from "./yields.ts";

/** So many heads are put in order. */
export const mostOrdered = 50;

interface KnownHeads {
  readonly heads: readonly HeadFacts[];
  standing(ref: string): Standing;
  /** What is known of merging any two of these. */
  merged(heads: readonly HeadFacts[]): readonly OrderedPair[];
}

/** A suggested order for a head and those that it meets on touching lines, or worse. `pairs` are its own. */
export function orderAround(
  subject: string,
  pairs: readonly EvaluatedPair[],
  { heads: all, standing, merged }: KnownHeads,
): readonly string[] {
  const least = overlapRank("hunk");
  const close = pairs.filter(({ level }) => overlapRank(level) >= least).slice(0, mostOrdered - 1);
  const refs = new Set([subject, ...close.flatMap(({ a, b }) => [a, b])]);
  const heads = all.filter(({ ref }) => refs.has(ref));
  const plan = orderHeads([...refs].map(standing), heads, close, merged(heads));
  return [...plan.together, ...plan.later];
}
