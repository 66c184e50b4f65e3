import type { Lease } from "../../../core/lease.ts";
import type { OverlapRequest } from "../../../core/pull-request-overlaps.ts";
import { namesOf } from "../../../formats/ownership/pattern.ts";
import type { Effort } from "../../../formats/ownership/segment.ts";
import { boundedEffort } from "../bounded-effort.ts";
import { patternSet } from "../map/claims.ts";
import { type Ownership, ownerFinder } from "../map/owner-of.ts";
import { ownershipMap } from "../map/ownership-map.ts";
import type { OwnershipSettings, WholeMap } from "../model.ts";

/** What of a request is the same whoever acts. */
export type OverlapRules = Omit<OverlapRequest, "acting">;

/** By what pull requests are held against each other, by the settings and the map of their base at a moment in epoch milliseconds. */
export function overlapRules(
  { overlap }: Pick<OwnershipSettings, "overlap">,
  map: WholeMap,
  leases: readonly Lease[],
  now: number,
): OverlapRules {
  const { hotspots } = map.settings;
  const listed = patternSet(hotspots.paths);
  const ordered = ownershipMap(map.settings, map.lists, map.own);
  const owners = new Map<string, readonly string[]>();
  return {
    maxAgeDays: overlap["max-age-days"],
    maxFiles: overlap["max-files"],
    ignoreSameAgent: overlap["ignore-same-agent"],
    reportFrom: overlap["report-from"],
    hot: hotspots.automatic,
    isHotspot: (path) => within((effort) => listed.reasonFor(path, namesOf(path), effort)) !== undefined,
    ownersOf(path) {
      const known = owners.get(path) ?? ownedAlone(within((effort) => ownerFinder(ordered, now, leases, effort)(path)));
      owners.set(path, known);
      return known;
    },
  };
}

/** What a path takes that is compared with thousands of patterns. Of one that takes more nothing is said. */
const mostStepsOfPath = 1_000_000;

function within<T>(work: (effort: Effort) => T): T | undefined {
  return boundedEffort(work, mostStepsOfPath);
}

function ownedAlone(ownership: Ownership | undefined): readonly string[] {
  const isAlone = ownership?.mode === "exclusive" || ownership?.mode === "frozen";
  return isAlone ? ownership.owners : [];
}
