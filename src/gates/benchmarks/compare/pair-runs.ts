import { naturalOrder, numbersIn } from "./natural-order.ts";
import type { ProcessRun } from "./process-runs.ts";

/** A run of the base and one of the head, one right after the other on one machine. */
export interface RunPair {
  readonly base: ProcessRun;
  readonly head: ProcessRun;
}

export interface Pairing {
  /** In the order of the names, with numbers compared as numbers. */
  readonly pairs: readonly RunPair[];
  /** Names of runs without a partner. */
  readonly alone: { readonly base: readonly string[]; readonly head: readonly string[] };
}

/** Pairs runs whose names have the same numbers, such as `base-07.json` and `head-7.json`; of several, in their order. */
export function pairRuns(base: readonly ProcessRun[], head: readonly ProcessRun[]): Pairing {
  const [bases, heads] = [byNumbers(base), byNumbers(head)];
  const pairs: RunPair[] = [];
  const alone = { base: [] as string[], head: [] as string[] };
  for (const numbers of new Set([...bases.keys(), ...heads.keys()])) {
    const [left, right] = [bases.get(numbers) ?? [], heads.get(numbers) ?? []];
    for (const [index, run] of left.entries()) {
      const partner = right[index];
      if (partner === undefined) alone.base.push(run.name);
      else pairs.push({ base: run, head: partner });
    }
    alone.head.push(...right.slice(left.length).map(({ name }) => name));
  }
  return { pairs: pairs.toSorted((one, other) => naturalOrder(one.head.name, other.head.name)), alone };
}

function byNumbers(runs: readonly ProcessRun[]): ReadonlyMap<string, readonly ProcessRun[]> {
  const sorted = runs.toSorted((one, other) => naturalOrder(one.name, other.name));
  return Map.groupBy(sorted, ({ name }) => numbersIn(name));
}
