import { type Comparison, costOf, mostCost } from "./comparison.ts";

/**
 * Whether an undecided benchmark may be let through with a note: it is estimated within its limit, and lies below twice the limit
 * with the confidence of its interval.
 */
export function isTolerable(
  comparison: Pick<Comparison, "ratio" | "interval" | "better" | "head">,
  limit: number,
): boolean {
  return costOf(comparison) <= 1 + limit && mostCost(comparison) < 1 + 2 * limit;
}
