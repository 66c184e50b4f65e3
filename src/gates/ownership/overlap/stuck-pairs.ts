import type { HeadFacts } from "../../../core/overlap.ts";
import type { Candidate } from "./candidates.ts";
import { isStuck } from "./evaluate.ts";

/**
 * Adds, to the pairs that may meet, those of heads that cannot be merged into the base alone: whatever else is merged,
 * they stop. So a list of pairs that is read as a list of merges is right for them, too.
 */
export function withStuckPairs(heads: readonly HeadFacts[], candidates: readonly Candidate[]): readonly Candidate[] {
  const stuck = heads.flatMap((head, place) => (isStuck(head) ? [place] : []));
  if (stuck.length === 0) return candidates;
  const known = new Set(candidates.map(({ one, other }) => `${one} ${other}`));
  const added = new Map<string, Candidate>();
  for (const place of stuck) {
    for (const other of heads.keys()) {
      const [first, second] = place < other ? [place, other] : [other, place];
      const name = `${first} ${second}`;
      if (first !== second && !known.has(name))
        added.set(name, { one: first, other: second, shared: [], folders: false });
    }
  }
  return [...candidates, ...added.values()].toSorted((a, b) => a.one - b.one || a.other - b.other);
}
