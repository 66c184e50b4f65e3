import type { OverlapRequest } from "../../../core/pull-request-overlaps.ts";
import { mayHoldExclusiveRights, TrustTier } from "../../../core/trust-tier.ts";
import { type Agent, defaultPriority } from "../settings/agent.ts";
import type { Actor } from "./actors.ts";

/**
 * As whom others see a pull request: of several who act, the one that is believed most. The priority of an agent is that of
 * whoever has proven to be it; everybody else has that of anybody.
 */
export function actingAs(actors: readonly Actor[], agents: Readonly<Record<string, Agent>>): OverlapRequest["acting"] {
  const ranked = actors.toSorted((one, other) => rankOf(one) - rankOf(other));
  const actor = ranked.find(({ agent }) => agent !== undefined) ?? ranked[0];
  const agent = actor?.agent ?? null;
  const trust = actor?.tier ?? "none";
  const isProven = agent !== null && mayHoldExclusiveRights(trust) && Object.hasOwn(agents, agent);
  const known = isProven ? agents[agent] : undefined;
  return { agent, trust, priority: known?.priority ?? defaultPriority };
}

function rankOf({ tier }: Actor): number {
  return TrustTier.options.indexOf(tier);
}
