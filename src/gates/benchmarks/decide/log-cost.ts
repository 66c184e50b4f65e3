import { countOf } from "../../../core/count-of.ts";
import type { Block, PairedSeries, Rounds } from "./model.ts";
import { sorted } from "./order.ts";

/** The share of rounds that are taken, from the fastest: a process's first rounds can be lucky, and its slow ones are not its own. */
const [from, to] = [0.1, 0.6] as const;

/** Logarithms of head to base, one a block, where more is worse; or why there are none. */
export type Differences =
  | { readonly kind: "usable"; readonly values: readonly number[] }
  | { readonly kind: "unusable"; readonly because: string };

const largest = Number.MAX_VALUE;
/** With fewer blocks no spread between processes is known. */
const minBlocks = 5;

export function differencesOf({ better, blocks }: PairedSeries): Differences {
  if (blocks.length < minBlocks) {
    return {
      kind: "unusable",
      because: `There ${blocks.length === 1 ? "is" : "are"} ${countOf(blocks.length, "pair")}; it takes at least ${minBlocks}.`,
    };
  }
  const bad = blocks.findIndex(({ base, head }) => !isMeasured(base) || !isMeasured(head));
  if (bad !== -1) {
    return { kind: "unusable", because: `Block ${bad + 1} has no rounds, or one that is not a number above zero.` };
  }
  return { kind: "usable", values: blocks.map((block) => difference(block, better)) };
}

function isMeasured(rounds: Rounds): boolean {
  for (let index = 0; index < rounds.length; index += 1) {
    const value = rounds[index] ?? 0;
    if (!(value > 0 && value <= largest)) return false;
  }
  return rounds.length > 0;
}

function difference({ base, head }: Block, better: "lower" | "higher"): number {
  return logCost(head, better) - logCost(base, better);
}

/**
 * The mean logarithm of the rounds between the 10th and the 60th percentile, counted from the best; of at most three rounds, the
 * best. It bears 40 % of slow rounds, and varies less than any single quantile.
 */
function logCost(rounds: Rounds, better: "lower" | "higher"): number {
  const ascending = sorted(rounds);
  const count = ascending.length;
  const first = Math.floor(from * count);
  const end = Math.max(first + 1, Math.floor(to * count));
  let sum = 0;
  for (let index = first; index < end; index += 1) {
    sum += Math.log((better === "lower" ? ascending[index] : ascending[count - 1 - index]) ?? 0);
  }
  return (better === "lower" ? sum : -sum) / (end - first);
}
