import type { Sources } from "../../../core/gate.ts";
import type { Lease } from "../../../core/lease.ts";
import { actingAs } from "../actors/acting-as.ts";
import type { Actor } from "../actors/actors.ts";
import type { OverlapFacts, OwnershipSettings, WholeMap } from "../model.ts";
import { overlapRules } from "./overlap-rules.ts";

interface KnownChange {
  readonly map: WholeMap;
  readonly actors: readonly Actor[];
  readonly leases: readonly Lease[];
}

/** Asks how the pull request meets the other open ones. At the desk nobody knows these. */
export async function gatherOverlaps(
  settings: OwnershipSettings,
  { overlaps, subject, now }: Pick<Sources, "overlaps" | "subject" | "now">,
  { map, actors, leases }: KnownChange,
): Promise<OverlapFacts> {
  if (overlaps === undefined) return { kind: subject.kind === "local" ? "at-desk" : "not-asked" };
  const acting = actingAs(actors, map.settings.agents);
  return overlaps.compare({ acting, ...overlapRules(settings, map, leases, now) });
}
