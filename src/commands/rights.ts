import { type Actor, isAtLeast } from "../core/actor.ts";
import { mayHoldExclusiveRights } from "../core/trust-tier.ts";
import { say } from "./reply.ts";
import type { Situation } from "./situation.ts";

/**
 * A person who may push, in a comment that nobody else has written: an app with a token of somebody's writes in their name. Bots
 * have a permission, too, and it makes no person of them.
 */
export function mayDecide(actor: Actor): boolean {
  return isHandwritten(actor) && isAtLeast(actor.permission, "write");
}

/** Whoever may have a pull request looked at again: its author, proven agents, and people with triage. */
export function mayCauseWork({ actor, place }: Pick<Situation, "actor" | "place">): boolean {
  const isAuthor = place.pullRequest?.author?.id === actor.account.id;
  const isPerson = actor.account.type === "user" && isAtLeast(actor.permission, "triage");
  return isAuthor || isPerson || provenAgent(actor) !== undefined;
}

export const onlyWhoMayCauseWork = say`Only its author, an agent that the configuration names, or a person with triage may do this.`;

/** A person who may set a gate's verdict aside, in a comment that nobody else has written. */
export function mayOverride(actor: Actor): boolean {
  return isHandwritten(actor) && isAtLeast(actor.permission, "maintain");
}

function isHandwritten({ account, throughApp }: Actor): boolean {
  return account.type === "user" && !throughApp;
}

export const notThroughApp = "not through an app that writes in their name";

/** The agent for which the actor may claim; undefined for whoever only says that it is one. */
export function provenAgent({ tier, agent }: Pick<Actor, "tier" | "agent">): string | undefined {
  return mayHoldExclusiveRights(tier) ? agent : undefined;
}

export function mayActFor(actor: Actor, agent: string): boolean {
  return mayDecide(actor) || provenAgent(actor) === agent;
}
