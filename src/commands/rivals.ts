import { countsAt, type LeaseRank } from "../core/lease.ts";
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

/** Paths of the reach that the lease has, too, and new files of the lease that the reach would take in; not where it gives way. */
export function sharedPaths(
  territory: Territory,
  lease: Pick<RecordedLease, "paths"> & LeaseRank,
  reach: Reach,
): readonly string[] {
  const patterns = lease.paths.map((path) => ({ path, matches: matcherOf(territory, path) }));
  const taken = reach.paths.filter((path) => patterns.some(({ matches }) => matches(path)));
  const fresh = patterns.flatMap(({ path }) => newFile(path) ?? []).filter((path) => reach.matches(path));
  return [...new Set([...taken, ...fresh])].filter((path) => countsAt(lease, territory.ownerOf(path)));
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

/** The first path that the map gives to others alone, before whom a lease of this rank does not stand. */
export function foreignPath(territory: Territory, reach: Reach, rank: LeaseRank): OwnedPath | undefined {
  return firstOwned(territory, reach, (owner) => owner.mode === "exclusive" && !countsAt(rank, owner));
}

/** Before whom a lease has to stand to count at all of these paths: the agent itself where the map gives them to it, too. */
export function ownersAlone(territory: Territory, { paths }: Reach, agent: string): readonly string[] {
  const owners = paths.map((path) => territory.ownerOf(path)).filter(({ mode }) => mode === "exclusive");
  return [...new Set(owners.flatMap(({ owners: all }) => (all.includes(agent) ? [agent] : all)))];
}

function firstOwned(territory: Territory, { paths }: Reach, is: (owner: PathOwner) => boolean): OwnedPath | undefined {
  for (const path of paths) {
    const owner = territory.ownerOf(path);
    if (is(owner)) return { ...owner, path };
  }
  return undefined;
}
