import type { ImportGraph } from "./graph.ts";

/** The links backwards: who imports module `id` stands from `starts[id]` to `starts[id + 1]`, by id. */
export interface Importers {
  readonly starts: Int32Array;
  readonly sources: Int32Array;
}

export function importersOf(graph: ImportGraph): Importers {
  const count = graph.names.length;
  const starts = new Int32Array(count + 1);
  for (const target of graph.targets) starts[target + 1] = (starts[target + 1] ?? 0) + 1;
  for (let id = 0; id < count; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const next = starts.slice(0, count);
  const sources = new Int32Array(graph.targets.length);
  for (let id = 0; id < count; id += 1) {
    for (let link = graph.starts[id] ?? 0; link < (graph.starts[id + 1] ?? 0); link += 1) {
      const target = graph.targets[link] ?? 0;
      const place = next[target] ?? 0;
      sources[place] = id;
      next[target] = place + 1;
    }
  }
  return { starts, sources };
}

/** Arrays that every search of one graph uses again; a node was met in this search if it bears its stamp. */
export interface Searches {
  stamp: number;
  readonly stamps: Int32Array;
  readonly nextHop: Int32Array;
  readonly queue: Int32Array;
}

export function searchesOver(graph: ImportGraph): Searches {
  const count = graph.names.length;
  return {
    stamp: 0,
    stamps: new Int32Array(count),
    nextHop: new Int32Array(count),
    queue: new Int32Array(count),
  };
}

/**
 * Finds everything that reaches the interval. Afterwards `stamps[id] === stamp` tells whether `id` does, and `nextHop`
 * is its next module on a shortest way. Ties go to the way met first, which ids decide.
 */
export function searchBackwards(importers: Importers, searches: Searches, first: number, end: number): number {
  const { stamps, nextHop, queue } = searches;
  searches.stamp += 1;
  const stamp = searches.stamp;
  let tail = 0;
  for (let id = first; id < end; id += 1) {
    stamps[id] = stamp;
    nextHop[id] = -1;
    queue[tail++] = id;
  }
  for (let head = 0; head < tail; head += 1) {
    const id = queue[head] ?? 0;
    const last = importers.starts[id + 1] ?? 0;
    for (let place = importers.starts[id] ?? 0; place < last; place += 1) {
      const source = importers.sources[place] ?? 0;
      if (stamps[source] === stamp) continue;
      stamps[source] = stamp;
      nextHop[source] = id;
      queue[tail++] = source;
    }
  }
  return stamp;
}

/** The first link from one module to another by line; undefined when there is none. */
export function linkBetween(graph: ImportGraph, importer: number, imported: number): number | undefined {
  for (let link = graph.starts[importer] ?? 0; link < (graph.starts[importer + 1] ?? 0); link += 1) {
    if (graph.targets[link] === imported) return link;
  }
  return undefined;
}
