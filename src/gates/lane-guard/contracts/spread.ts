import type { Rows } from "../../../formats/imports/graph/links.ts";

/** Bits that modules hand on to whoever imports them, and room to do so. All arrays are by id. */
export interface Spread {
  readonly importers: Rows;
  readonly groupOf: Int32Array;
  /** What each module leads to, so far as is known. */
  readonly bits: Int32Array;
  /** What a module of no group leads to whichever group asks, so that it need not be told. */
  readonly outside: Int32Array;
  /** Modules whose importers have to be told; those who wait stand from the beginning. */
  readonly queue: Int32Array;
  readonly isWaiting: Uint8Array;
}

export function spreadOver(importers: Rows, groupOf: Int32Array): Spread {
  const size = groupOf.length;
  return {
    importers,
    groupOf,
    bits: new Int32Array(size),
    outside: new Int32Array(size),
    queue: new Int32Array(size),
    isWaiting: new Uint8Array(size),
  };
}

/**
 * Hands on the bits of the first modules of the queue, so many as wait, to modules of the group and of none, until
 * nobody learns anything new. What was told to modules of no group is forgotten afterwards, unless the group is none.
 */
export function spread(
  { importers, groupOf, bits, outside, queue, isWaiting }: Spread,
  group: number,
  waiting: number,
) {
  const { starts, ids } = importers;
  const size = queue.length;
  const told: number[] = [];
  // A module waits once at a time, so the queue may begin again where it ended.
  for (let place = 0; place < waiting; place += 1) isWaiting[queue[place] ?? 0] = 1;
  let [head, tail, open] = [0, waiting % size, waiting];
  while (open > 0) {
    const id = queue[head] ?? 0;
    head = head + 1 === size ? 0 : head + 1;
    open -= 1;
    isWaiting[id] = 0;
    const own = bits[id] ?? 0;
    const last = starts[id + 1] ?? 0;
    for (let place = starts[id] ?? 0; place < last; place += 1) {
      const importer = ids[place] ?? 0;
      const home = groupOf[importer] ?? -1;
      if (home !== group && home !== -1) continue;
      const known = bits[importer] ?? 0;
      const fresh = own & ~(home === group ? known : known | (outside[importer] ?? 0));
      if (fresh === 0) continue;
      if (home !== group && known === 0) told.push(importer);
      bits[importer] = known | fresh;
      if (isWaiting[importer] === 1) continue;
      isWaiting[importer] = 1;
      queue[tail] = importer;
      tail = tail + 1 === size ? 0 : tail + 1;
      open += 1;
    }
  }
  for (const id of told) bits[id] = 0;
}
