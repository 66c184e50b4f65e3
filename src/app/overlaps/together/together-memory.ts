import type { NewWays } from "../../../core/gate.ts";
import type { BrokenTogether } from "../../../core/pull-request-overlaps.ts";
import type { KnownFinding, TreeRuling } from "../../../engine/judge-trees.ts";

/** What a head does alone, without what would keep whole trees or long chains in memory. */
export interface AloneRuling extends Pick<TreeRuling, "gate"> {
  readonly findings: readonly KnownFinding[];
  readonly newWays: Pick<NewWays, "from" | "to">;
}

/** Only what the gates said: where they could say nothing, they may another time. */
interface Shelf<T> {
  has(key: string): boolean;
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** What was said of heads and pairs merged into one base, by their commits, so that nothing is judged twice. */
export interface TogetherMemory {
  readonly alone: Shelf<readonly AloneRuling[]>;
  readonly pairs: Shelf<readonly BrokenTogether[]>;
}

/** So many heads, and pairs, are kept; the oldest go first. */
const maxKept = 5_000;

export function togetherMemory(): TogetherMemory {
  return { alone: shelf(), pairs: shelf() };
}

function shelf<T>(): Shelf<T> {
  const kept = new Map<string, T>();
  return {
    has: (key) => kept.has(key),
    get: (key) => kept.get(key),
    set(key, value) {
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    },
  };
}
