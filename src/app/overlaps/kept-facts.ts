import type { HeadFacts } from "../../core/overlap.ts";
import { indexHeads, partnersOf } from "../../gates/ownership/overlap/candidates.ts";
import type { Comparison } from "../../git/overlap/open-comparison.ts";

/** The base as it was, and its new tip. */
interface BaseMove {
  readonly from: string;
  readonly to: string;
}

/**
 * What is known of heads and stays true when their base moves on: the move is held against them as if it were one more pull
 * request. Those that it meets, by paths, folders or commits, have to be read anew. So has everybody when the base did not
 * simply grow, or changed how files are merged.
 */
export async function keptFacts(
  { from, to }: BaseMove,
  heads: ReadonlyMap<number, HeadFacts>,
  comparison: Pick<Comparison, "facts">,
): Promise<{ readonly kept: ReadonlyMap<number, HeadFacts>; readonly touched: ReadonlySet<number> }> {
  const [move] = await comparison.facts([{ ref: `base ${to}`, commit: to }]);
  const grew = move?.alone === "clean" && move.mergeBases.length === 1 && move.mergeBases[0] === from;
  if (move === undefined || !grew || !move.complete || move.changesAttributes) {
    return { kept: new Map(), touched: new Set(heads.keys()) };
  }
  const numbers = [...heads.keys()];
  const index = indexHeads([...heads.values(), move]);
  const met = partnersOf(index, numbers.length).flatMap(({ other }) => numbers[other] ?? []);
  const touched = new Set(met);
  return { kept: new Map([...heads].filter(([number]) => !touched.has(number))), touched };
}
