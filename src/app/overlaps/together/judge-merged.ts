import { dayOf } from "../../../core/day.ts";
import type { HeadFacts } from "../../../core/overlap.ts";
import type { BrokenTogether } from "../../../core/pull-request-overlaps.ts";
import { brokenTogether, judgeTrees, type KnownFinding, type TreeRuling } from "../../../engine/judge-trees.ts";
import type { ObjectPlace } from "../../../git/objects.ts";
import type { OverlapBook } from "../book.ts";
import type { AloneRuling } from "./together-memory.ts";
import type { TreeGates } from "./tree-gates.ts";

/** Judges test merges of heads into the base of the book, alone and in pairs. */
export interface MergedJudge {
  /** What the gates say of the head alone, as long as its tree is at hand; undefined where they can say nothing. */
  fresh(head: HeadFacts): Promise<readonly TreeRuling[] | undefined>;
  /** The same without its surroundings. */
  alone(head: HeadFacts): Promise<readonly AloneRuling[] | undefined>;
  isKnownAlone(head: HeadFacts): boolean;
  pair(one: HeadFacts, other: HeadFacts): Promise<readonly BrokenTogether[] | undefined>;
  isKnown(one: HeadFacts, other: HeadFacts): boolean;
}

export function mergedJudge(book: OverlapBook, { gates, open }: TreeGates, now: number): MergedJudge {
  const { base, comparison, together } = book;
  const today = dayOf(now);
  const judge = (tree: string, place: ObjectPlace) => judgeTrees(gates, { repository: open(base, tree, place), today });
  // What is accepted until a day is not accepted on the next one.
  const keyOf = (heads: readonly HeadFacts[]) => [today, base, ...heads.map(({ commit }) => commit)].join(" ");

  async function fresh(head: HeadFacts): Promise<readonly TreeRuling[] | undefined> {
    const rulings = await comparison.withTestMerge(head.ref, judge);
    if (rulings !== undefined) together.alone.set(keyOf([head]), rulings.map(withoutSurroundings));
    return rulings;
  }

  async function alone(head: HeadFacts): Promise<readonly AloneRuling[] | undefined> {
    return together.alone.get(keyOf([head])) ?? (await fresh(head))?.map(withoutSurroundings);
  }

  return {
    fresh,
    alone,
    isKnownAlone: (head) => together.alone.has(keyOf([head])),
    isKnown: (one, other) => together.pairs.has(keyOf(inOrder(one, other))),
    async pair(one, other) {
      const heads = inOrder(one, other);
      const key = keyOf(heads);
      if (together.pairs.has(key)) return together.pairs.get(key);
      const broken = await look(heads);
      // What could not be judged now may be another time.
      if (broken !== undefined) together.pairs.set(key, broken);
      return broken;
    },
  };

  async function look(heads: Pair): Promise<readonly BrokenTogether[] | undefined> {
    const [first, second] = heads;
    const [mine, theirs] = [await alone(first), await alone(second)];
    if (mine === undefined || theirs === undefined) return undefined;
    const merged = await comparison.withMergedTree({ first: first.ref, second: second.ref }, judge);
    return merged === undefined ? undefined : brokenTogether(merged, [mine, theirs]).slice(0, mostTold);
  }
}

/** So many findings of one pair are told. */
const mostTold = 20;

type Pair = readonly [HeadFacts, HeadFacts];

/** By number, so that both are told the same. */
function inOrder(one: HeadFacts, other: HeadFacts): Pair {
  return Number(one.ref) < Number(other.ref) ? [one, other] : [other, one];
}

function withoutSurroundings({ gate, findings, newWays: { from, to } }: TreeRuling): AloneRuling {
  const known = findings.map(({ rule, what, why, at }): KnownFinding => ({ rule, what, why, ...(at && { at }) }));
  return { gate, findings: known, newWays: { from, to } };
}
