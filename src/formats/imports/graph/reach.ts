import type { Links } from "./links.ts";

/** Arrays that every search of one graph uses again; a node was met in a search if it bears its stamp. */
export interface Searches {
  stamp: number;
  readonly stamps: Int32Array;
  readonly nextHop: Int32Array;
  readonly queue: Int32Array;
}

export function searchesOver(links: Links): Searches {
  const size = links.imported.starts.length - 1;
  return { stamp: 0, stamps: new Int32Array(size), nextHop: new Int32Array(size), queue: new Int32Array(size) };
}

/** Where chains end, and which modules they may pass through on their way. Without tests: everything. */
export interface Route {
  /** Ends lie in the interval of ids from `first` to `end`. */
  readonly first: number;
  readonly end: number;
  readonly isEnd?: (id: number) => boolean;
  readonly mayPass?: (id: number) => boolean;
}

/**
 * Finds everything that reaches an end of the route. Afterwards `stamps[id] === stamp` tells whether `id` does, and
 * `nextHop` is its next module on a shortest way, -1 at its end. Ties go to the way met first, which ids decide.
 */
export function searchBackwards(links: Links, searches: Searches, route: Route): number {
  const { starts, ids } = links.importers;
  const { stamps, nextHop, queue } = searches;
  const { mayPass } = route;
  searches.stamp += 1;
  const stamp = searches.stamp;
  let tail = 0;
  for (let id = route.first; id < route.end; id += 1) {
    if (route.isEnd?.(id) === false) continue;
    stamps[id] = stamp;
    nextHop[id] = -1;
    queue[tail++] = id;
  }
  for (let head = 0; head < tail; head += 1) {
    const id = queue[head] ?? 0;
    const last = starts[id + 1] ?? 0;
    for (let place = starts[id] ?? 0; place < last; place += 1) {
      const importer = ids[place] ?? 0;
      if (stamps[importer] === stamp || mayPass?.(importer) === false) continue;
      stamps[importer] = stamp;
      nextHop[importer] = id;
      queue[tail++] = importer;
    }
  }
  return stamp;
}

/** The modules from one that the last search met to its end, both included. */
export function chainFrom({ nextHop }: Searches, source: number): readonly number[] {
  const chain: number[] = [];
  for (let id = source; id !== -1; id = nextHop[id] ?? -1) chain.push(id);
  return chain;
}
