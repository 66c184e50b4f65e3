import type { OverlapRequest } from "../../../core/pull-request-overlaps.ts";
import { TrustTier } from "../../../core/trust-tier.ts";
import { type Agent, defaultPriority } from "../settings/agent.ts";
import type { Actor } from "./actors.ts";

/** As whom others see a pull request: of several who act, the one that is believed most. */
export function actingAs(actors: readonly Actor[], agents: Readonly<Record<string, Agent>>): OverlapRequest["acting"] {
  const ranked = actors.toSorted((one, other) => rankOf(one) - rankOf(other));
  const actor = ranked.find(({ agent }) => agent !== undefined) ?? ranked[0];
  const agent = actor?.agent ?? null;
  const known = agent !== null && Object.hasOwn(agents, agent) ? agents[agent] : undefined;
  return { agent, trust: actor?.tier ?? "none", priority: known?.priority ?? defaultPriority };
}

function rankOf({ tier }: Actor): number {
  return TrustTier.options.indexOf(tier);
}
