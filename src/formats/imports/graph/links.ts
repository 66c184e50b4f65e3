import type { ImportGraph } from "./graph.ts";

/** The ids that belong to module `id` stand from `starts[id]` to `starts[id + 1]`, in rising order. */
export interface Rows {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
}

/** Who imports whom, each pair once and nobody itself: `imported` by importer, `importers` by what is imported. */
export interface Links {
  readonly imported: Rows;
  readonly importers: Rows;
}

/** `link` is an index of the graph's rows; a pair counts when any of its links does. */
type LinkFilter = (importer: number, imported: number, link: number) => boolean;

export function linksOf(graph: ImportGraph, counts: LinkFilter = () => true): Links {
  const size = graph.names.length;
  const starts = new Int32Array(size + 1);
  const ids = new Int32Array(graph.targets.length);
  let length = 0;
  for (let importer = 0; importer < size; importer += 1) {
    const last = graph.starts[importer + 1] ?? 0;
    let previous = importer;
    for (let link = graph.starts[importer] ?? 0; link < last; link += 1) {
      const imported = graph.targets[link] ?? 0;
      // Links are sorted by target, so those of one pair stand together.
      if (imported === previous || imported === importer || !counts(importer, imported, link)) continue;
      ids[length++] = imported;
      previous = imported;
    }
    starts[importer + 1] = length;
  }
  return linksFrom({ starts, ids: ids.subarray(0, length) });
}

/** The links without those that the test names. */
export function withoutLinks(links: Links, isRemoved: (importer: number, imported: number) => boolean): Links {
  const { starts, ids } = links.imported;
  const kept = { starts: new Int32Array(starts.length), ids: new Int32Array(ids.length) };
  let length = 0;
  for (let importer = 0; importer < starts.length - 1; importer += 1) {
    const last = starts[importer + 1] ?? 0;
    for (let place = starts[importer] ?? 0; place < last; place += 1) {
      const imported = ids[place] ?? 0;
      if (!isRemoved(importer, imported)) kept.ids[length++] = imported;
    }
    kept.starts[importer + 1] = length;
  }
  return linksFrom({ starts: kept.starts, ids: kept.ids.subarray(0, length) });
}

/** Turns rows of what is imported round, so that they can be searched both ways. */
export function linksFrom(imported: Rows): Links {
  const size = imported.starts.length - 1;
  const starts = new Int32Array(size + 1);
  for (const id of imported.ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < size; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const next = starts.slice(0, size);
  const ids = new Int32Array(imported.ids.length);
  for (let importer = 0; importer < size; importer += 1) {
    const last = imported.starts[importer + 1] ?? 0;
    for (let place = imported.starts[importer] ?? 0; place < last; place += 1) {
      const id = imported.ids[place] ?? 0;
      const free = next[id] ?? 0;
      ids[free] = importer;
      next[id] = free + 1;
    }
  }
  return { imported, importers: { starts, ids } };
}

/** Whether one module imports the other, by halving. */
export function isLinked({ imported: { starts, ids } }: Links, importer: number, imported: number): boolean {
  let low = starts[importer] ?? 0;
  let high = starts[importer + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? 0) < imported) low = middle + 1;
    else high = middle;
  }
  return low < (starts[importer + 1] ?? 0) && ids[low] === imported;
}

/** Ids that one module imports; for places where a walk need not be fast. */
export function rowOf({ starts, ids }: Rows, id: number): Int32Array {
  return ids.subarray(starts[id] ?? 0, starts[id + 1] ?? 0);
}
