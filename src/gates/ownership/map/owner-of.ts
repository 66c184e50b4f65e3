import { countsAt, type Lease } from "../../../core/lease.ts";
import { namesOf } from "../../../formats/ownership/pattern.ts";
import type { Effort } from "../../../formats/ownership/segment.ts";
import type { Mode } from "../settings/rule.ts";
import { type Claim, type ClaimKind, isActive, patternSet } from "./claims.ts";
import type { OwnershipMap } from "./ownership-map.ts";

/** Whose a path is, and what says so. */
export interface Ownership {
  readonly owners: readonly string[];
  readonly mode: Mode;
  readonly source: ClaimKind;
  /** What the rule, pack or lease is called. */
  readonly id: string;
  /** The pattern or listed path that matched; empty for the default. */
  readonly pattern: string;
  /** Epoch milliseconds; undefined where it has no beginning or end. */
  readonly from: number | undefined;
  readonly until: number | undefined;
}

/** Whose a path is at a moment, in epoch milliseconds, with the leases that are granted. */
export function ownerOf(path: string, map: OwnershipMap, now: number, leases: readonly Lease[] = []): Ownership {
  return ownerFinder(map, now, leases)(path);
}

/**
 * The same for many paths. What the map is made of is frozen; then come frozen rules, active leases (one that names the path
 * by itself before patterns, then the newest), active packs, rules, and what is said of everything else. A lease that does not
 * stand before whoever owns the path alone by the latter gives way. What is returned throws TooMuchEffort.
 */
export function ownerFinder(
  map: OwnershipMap,
  now: number,
  leases: readonly Lease[] = [],
  effort?: Effort,
): (path: string) => Ownership {
  const newestFirst = leases.toSorted((one, other) => other.epoch - one.epoch);
  const granted = newestFirst
    .map((lease) => ({ lease, claim: leaseClaim(lease) }))
    .filter(({ claim }) => isActive(claim, now));
  const packs = map.packs.filter((claim) => isActive(claim, now));
  const first = byFirstName([...map.builtIn, ...map.frozen]);
  const last = byFirstName([...packs, ...map.rules]);
  return (path) => {
    const names = namesOf(path);
    const from = (claims: readonly Claim[]) => firstMatch(claims, path, names, effort);
    const fixed = from(first(names));
    if (fixed !== undefined) return fixed;
    const byMap = from(last(names)) ?? ownershipBy(map.otherwise, "");
    const counting = granted.filter(({ lease }) => countsAt(lease, byMap)).map(({ claim }) => claim);
    return from(counting.filter(({ paths }) => paths.isExact(path))) ?? from(counting) ?? byMap;
  };
}

/** All that the map and the leases say of a path, whatever the moment, in the order in which it counts. */
export function claimsOn(path: string, map: OwnershipMap, leases: readonly Lease[] = []): readonly Ownership[] {
  const names = namesOf(path);
  const all = [...map.builtIn, ...map.frozen, ...leases.map(leaseClaim), ...map.packs, ...map.rules, map.otherwise];
  return all.flatMap((claim) => firstMatch([claim], path, names) ?? []);
}

function firstMatch(
  claims: readonly Claim[],
  path: string,
  names: readonly string[],
  effort?: Effort,
): Ownership | undefined {
  for (const claim of claims) {
    const reason = claim.paths.reasonFor(path, names, effort);
    if (reason !== undefined) return ownershipBy(claim, reason);
  }
  return undefined;
}

function ownershipBy({ owners, mode, kind, id, from, until }: Claim, pattern: string): Ownership {
  return { owners, mode, source: kind, id, pattern, from, until };
}

function leaseClaim({ id, agent, paths, mode, starts, expires }: Lease): Claim {
  const claimed = { owners: [agent], mode, from: starts, until: expires, place: undefined };
  return { kind: "lease", id, ...claimed, paths: patternSet(paths) };
}

/** Of many claims, those that can mean a path, by its first name: most patterns are tied to one folder at the top. */
function byFirstName(claims: readonly Claim[]): (names: readonly string[]) => readonly Claim[] {
  const known = new Map<string, readonly Claim[]>();
  return ([first = ""]) => {
    const found = known.get(first) ?? claims.filter(({ paths }) => paths.firstNames?.has(first) ?? true);
    known.set(first, found);
    return found;
  };
}
