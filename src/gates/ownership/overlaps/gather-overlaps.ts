import type { Sources } from "../../../core/gate.ts";
import type { Lease } from "../../../core/lease.ts";
import type { OverlapRequest } from "../../../core/pull-request-overlaps.ts";
import { TrustTier } from "../../../core/trust-tier.ts";
import { namesOf } from "../../../formats/ownership/pattern.ts";
import type { Effort } from "../../../formats/ownership/segment.ts";
import type { Actor } from "../actors/actors.ts";
import { boundedEffort } from "../bounded-effort.ts";
import { patternSet } from "../map/claims.ts";
import { type Ownership, ownerFinder } from "../map/owner-of.ts";
import { ownershipMap } from "../map/ownership-map.ts";
import type { OverlapFacts, OwnershipSettings, WholeMap } from "../model.ts";
import { defaultPriority } from "../settings/agent.ts";

interface KnownChange {
  readonly map: WholeMap;
  readonly actors: readonly Actor[];
  readonly leases: readonly Lease[];
}

/** Asks how the pull request meets the other open ones. At the desk nobody knows these. */
export async function gatherOverlaps(
  settings: OwnershipSettings,
  { overlaps, subject, now }: Pick<Sources, "overlaps" | "subject" | "now">,
  change: KnownChange,
): Promise<OverlapFacts> {
  if (overlaps === undefined) return { kind: subject.kind === "local" ? "at-desk" : "not-asked" };
  return overlaps.compare(overlapRequest(settings, change, now));
}

function overlapRequest(
  { overlap }: OwnershipSettings,
  { map, actors, leases }: KnownChange,
  now: number,
): OverlapRequest {
  const { hotspots } = map.settings;
  const listed = patternSet(hotspots.paths);
  const ordered = ownershipMap(map.settings, map.lists, map.own);
  const owners = new Map<string, readonly string[]>();
  return {
    acting: actingAs(actors, map),
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

/** As whom its partners see it: of several, the one that is believed most. */
function actingAs(actors: readonly Actor[], map: WholeMap): OverlapRequest["acting"] {
  const ranked = actors.toSorted((one, other) => rankOf(one) - rankOf(other));
  const actor = ranked.find(({ agent }) => agent !== undefined) ?? ranked[0];
  const agent = actor?.agent ?? null;
  const { agents } = map.settings;
  const known = agent !== null && Object.hasOwn(agents, agent) ? agents[agent] : undefined;
  return { agent, trust: actor?.tier ?? "none", priority: known?.priority ?? defaultPriority };
}

function rankOf({ tier }: Actor): number {
  return TrustTier.options.indexOf(tier);
}
