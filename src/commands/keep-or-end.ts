import type { Reasoned } from "../core/ledger.ts";
import { momentText } from "../core/moment.ts";
import { leaseId, leaseStateAt, type RecordedLease } from "../core/recorded-lease.ts";
import type { Text } from "../core/text.ts";
import type { Command } from "../formats/commands/command.ts";
import { foreignProblem, frozenProblem, onlyProven } from "./claim.ts";
import { reachOf } from "./reach.ts";
import { listed, say, sentences } from "./reply.ts";
import { mayActFor, mayDecide, mayOverride, notThroughApp, provenAgent } from "./rights.ts";
import { type Decision, done, refuse, type Situation } from "./situation.ts";

/** Every lease of this conversation lasts from now on as long as it was asked for, where it would be granted now. */
export function renew(situation: Situation): Decision {
  const { actor, now, territory } = situation;
  if (!mayDecide(actor) && provenAgent(actor) === undefined) return refuse("renew", onlyProven(actor.agent));
  const leases = openLeases(situation).filter(
    (lease) => isOfPlace(situation, lease) && leaseStateAt(lease, now) !== "requested",
  );
  if (leases.length === 0) return refuse("renew", nothingHere);
  const untilOf = ({ ttlMs }: RecordedLease) => now + Math.min(ttlMs, territory.limits.maxTtlMs);
  const asked = leases.map((lease) => ({ lease, because: renewalProblem(situation, lease) }));
  const effects = asked
    .filter(({ because }) => because === undefined)
    .map(({ lease }): Reasoned => ({ action: "renewed", epoch: lease.epoch, expires: untilOf(lease), why: "" }));
  const text = sentences(
    asked.map(({ lease, because }) =>
      because === undefined
        ? say`${lease.id} lasts until ${[momentText(untilOf(lease))]}.`
        : say`${lease.id} is not renewed: ${because}`,
    ),
  );
  return effects.length === 0 ? refuse("renew", text) : done(effects, text);
}

/** The map and the files may have changed since it was granted. Leases of others that share its paths were granted beside it. */
function renewalProblem(situation: Situation, lease: RecordedLease): Text | undefined {
  const found = reachOf(situation, lease.paths);
  if (found.kind === "problem") return found.because;
  return frozenProblem(situation, found.reach) ?? foreignProblem(situation, found.reach, lease);
}

/** Ends leases of this conversation, one lease, or all that the actor has or has given. */
export function release(situation: Situation, { which }: Extract<Command, { name: "release" }>): Decision {
  const { actor } = situation;
  if (!mayDecide(actor) && provenAgent(actor) === undefined) return refuse("release", onlyProven(actor.agent));
  if (typeof which === "number") return releaseOne(situation, which);
  const isMine = (lease: RecordedLease) =>
    provenAgent(actor) === lease.agent || (mayDecide(actor) && lease.grantedBy.id === actor.account.id);
  const leases = openLeases(situation).filter(which === "all" ? isMine : (lease) => isOfPlace(situation, lease));
  if (leases.length === 0) return refuse("release", which === "all" ? say`There is no lease of yours.` : nothingHere);
  return ended(leases, "released", "");
}

function releaseOne(situation: Situation, epoch: number): Decision {
  const lease = openLease(situation, epoch);
  if (lease === undefined) return refuse("release", noneToRelease(situation, epoch));
  if (mayActFor(situation.actor, lease.agent)) return ended([lease], "released", "");
  return refuse(
    "release",
    say`${leaseId(epoch)} is held by ${lease.agent}, and only it or a person with write releases it, ${[notThroughApp]}.`,
  );
}

export function revoke(situation: Situation, epoch: number): Decision {
  if (!mayOverride(situation.actor)) return refuse("gate revoke", onlyMaintainers);
  const lease = openLease(situation, epoch) ?? openLeaseElsewhere(situation, epoch);
  return lease === undefined ? refuse("gate revoke", noLease(epoch)) : ended([lease], "revoked", "");
}

export const onlyMaintainers: Text = [`Only a person with maintain or admin may do this, and ${notThroughApp}.`];
const nothingHere = say`There is no lease of yours in this conversation.`;

function noneToRelease(situation: Situation, epoch: number): Text {
  const elsewhere = openLeaseElsewhere(situation, epoch);
  if (elsewhere === undefined) return noLease(epoch);
  const { baseRef } = elsewhere;
  return say`${leaseId(epoch)} counts for the branch ${baseRef}; release it in a pull request against that branch.`;
}

function noLease(epoch: number): Text {
  return say`There is no lease ${leaseId(epoch)} that could be ended.`;
}

function ended(leases: readonly RecordedLease[], action: "released" | "revoked", why: string): Decision {
  const effects = leases.map(({ epoch }): Reasoned => ({ action, epoch, why }));
  const paths = [...new Set(leases.flatMap((lease) => lease.paths))];
  return done(effects, say`${listed(leases.map(({ id }) => id))} ${[isOrAre(leases)]} over: ${listed(paths)}.`);
}

function isOrAre(leases: readonly RecordedLease[]): string {
  return leases.length === 1 ? "is" : "are";
}

/** Requested or held. */
function openLeases({ book, now }: Situation): readonly RecordedLease[] {
  return book.leases.filter((lease) => isOpen(lease, now));
}

function isOpen(lease: RecordedLease, now: number): boolean {
  const state = leaseStateAt(lease, now);
  return state === "requested" || state === "active" || state === "expiring";
}

function openLease(situation: Situation, epoch: number): RecordedLease | undefined {
  return openLeases(situation).find((lease) => lease.epoch === epoch);
}

function openLeaseElsewhere({ elsewhere, now }: Situation, epoch: number): RecordedLease | undefined {
  return elsewhere.find((lease) => lease.epoch === epoch && isOpen(lease, now));
}

function isOfPlace({ actor, place }: Situation, lease: RecordedLease): boolean {
  return lease.number === place.number && mayActFor(actor, lease.agent);
}
