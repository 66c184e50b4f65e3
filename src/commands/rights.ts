import { type Actor, isAtLeast } from "../core/actor.ts";
import { mayHoldExclusiveRights } from "../core/trust-tier.ts";

/** A person who may push. Bots have a permission, too, and it makes no person of them. */
export function mayDecide(actor: Actor): boolean {
  return actor.account.type === "user" && isAtLeast(actor.permission, "write");
}

/** A person who may set a gate's verdict aside, in a comment that nobody else has written. */
export function mayOverride(actor: Actor): boolean {
  return actor.account.type === "user" && !actor.throughApp && isAtLeast(actor.permission, "maintain");
}

/** The agent for which the actor may claim; undefined for whoever only says that it is one. */
export function provenAgent({ tier, agent }: Pick<Actor, "tier" | "agent">): string | undefined {
  return mayHoldExclusiveRights(tier) ? agent : undefined;
}

export function mayActFor(actor: Actor, agent: string): boolean {
  return mayDecide(actor) || provenAgent(actor) === agent;
}
