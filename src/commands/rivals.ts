import { isHeldAt, type RecordedLease } from "../core/recorded-lease.ts";
import type { PathOwner, Territory } from "../core/territory.ts";
import { newFile, type Reach } from "./reach.ts";
import type { Situation } from "./situation.ts";

/** Leases of others that somebody holds now and that share a path with this reach. */
export function rivalLeases(
  { book, now, territory }: Pick<Situation, "book" | "now" | "territory">,
  reach: Reach,
  agent: string,
): readonly RecordedLease[] {
  return book.leases.filter(
    (lease) => lease.agent !== agent && isHeldAt(lease, now) && sharedPaths(territory, lease, reach).length > 0,
  );
}

/** Paths of the reach that the lease has, too, and new files of the lease that the reach would take in. */
export function sharedPaths(
  territory: Territory,
  lease: Pick<RecordedLease, "paths">,
  reach: Reach,
): readonly string[] {
  const patterns = lease.paths.map((path) => ({ path, matches: matcherOf(territory, path) }));
  const taken = reach.paths.filter((path) => patterns.some(({ matches }) => matches(path)));
  const fresh = patterns.flatMap(({ path }) => newFile(path) ?? []).filter((path) => reach.matches(path));
  return [...new Set([...taken, ...fresh])];
}

/** A pattern that the map of today does not take any more stands for the path that it spells. */
export function matcherOf(territory: Territory, text: string): (path: string) => boolean {
  const pattern = territory.pattern(text);
  return pattern.kind === "pattern" ? (path) => pattern.matches(path) : (path) => path === newFile(text);
}

export interface OwnedPath extends PathOwner {
  readonly path: string;
}

/** The first path that is frozen, by the map alone. */
export function frozenPath(territory: Territory, reach: Reach): OwnedPath | undefined {
  return firstOwned(territory, reach, ({ mode }) => mode === "frozen");
}

/** The first path that the map gives to somebody else alone. */
export function foreignPath(territory: Territory, reach: Reach, agent: string): OwnedPath | undefined {
  return firstOwned(territory, reach, ({ mode, owners }) => mode === "exclusive" && !owners.includes(agent));
}

function firstOwned(territory: Territory, { paths }: Reach, is: (owner: PathOwner) => boolean): OwnedPath | undefined {
  for (const path of paths) {
    const owner = territory.ownerOf(path);
    if (is(owner)) return { ...owner, path };
  }
  return undefined;
}
