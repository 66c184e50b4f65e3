import { countOf } from "../core/count-of.ts";
import type { Lease, LeaseRank } from "../core/lease.ts";
import type { NewLease, Reasoned } from "../core/ledger.ts";
import { momentText } from "../core/moment.ts";
import { isHeldAt, leaseId, leaseStateAt, type RecordedLease } from "../core/recorded-lease.ts";
import type { Text } from "../core/text.ts";
import type { Command } from "../formats/commands/command.ts";
import { writtenWords } from "../formats/commands/written.ts";
import { type Reach, reachOf } from "./reach.ts";
import { durationText, listed, say, sentences } from "./reply.ts";
import { mayDecide, notThroughApp, provenAgent } from "./rights.ts";
import { foreignPath, frozenPath, rivalLeases } from "./rivals.ts";
import { type Decision, done, refuse, type Situation } from "./situation.ts";

type Claim = Extract<Command, { name: "claim" }>;

/** Grants everything that was asked for, or nothing. */
export function claim(situation: Situation, command: Claim): Decision {
  const whose = claimantOf(situation, command.agent);
  if (typeof whose !== "string") return refuse(command.name, whose);
  const found = reachOf(situation, command.paths);
  if (found.kind === "problem") return refuse(command.name, found.because);
  const mode = command.shared ? "shared" : "exclusive";
  const ttlMs = command.ttlMs ?? situation.territory.limits.defaultTtlMs;
  const replaced = replacedBy(situation, whose, found.reach);
  const because =
    limitProblem(situation, whose, { ttlMs, replaced }) ??
    rightProblem(situation, found.reach, { agent: whose, standsBefore: [] }, mode);
  if (because !== undefined) return refuse(command.name, because);
  return grant(situation, { agent: whose, mode, reach: found.reach, ttlMs, replaced, reason: command.reason });
}

/** For whom the actor may claim, or why for nobody. */
function claimantOf(situation: Situation, named: string | undefined): string | Text {
  const { actor, place, territory } = situation;
  const own = provenAgent(actor);
  if (mayDecide(actor)) {
    const agent = named ?? own ?? place.pullRequest?.agent;
    if (agent === undefined) return say`Say for which agent: ${"/claim <paths> --agent <id>"}.`;
    return unknownAgent(territory.agents, agent) ?? agent;
  }
  if (own === undefined) return onlyProven(actor.agent);
  if (named !== undefined && named !== own) return say`${own} claims for itself only.`;
  return own;
}

export function onlyProven(agent: string | undefined): Text {
  const seems = agent === undefined ? [] : say`This looks like ${agent}, but nothing proves it. `;
  return [
    ...seems,
    `Only an agent whose account the configuration names, a delegate who has declared the agent, or a person with write, ${notThroughApp}, may do this.`,
  ];
}

export function unknownAgent(agents: readonly string[], named: string): Text | undefined {
  if (agents.includes(named)) return undefined;
  if (agents.length === 0) return say`The configuration names no agent.`;
  return say`The configuration has no agent ${named}; it has ${listed(agents)}.`;
}

/** What the limits say to one more lease. `replaced` are those that end with it. What is only asked for hinders no person. */
export function limitProblem(
  { actor, territory, book, now }: Situation,
  agent: string,
  { ttlMs, replaced }: { readonly ttlMs: number; readonly replaced: readonly RecordedLease[] },
): Text | undefined {
  const { maxTtlMs, maxActive } = territory.limits;
  if (ttlMs > maxTtlMs) return [`A lease lasts ${durationText(maxTtlMs)} at most here.`];
  const counting = new Set(mayDecide(actor) ? ["active", "expiring"] : ["active", "expiring", "requested"]);
  const held = book.leases.filter(
    (lease) => lease.agent === agent && counting.has(leaseStateAt(lease, now)) && !replaced.includes(lease),
  );
  if (held.length < maxActive) return undefined;
  const names = listed(held.map(({ id }) => id));
  return say`${agent} has as many leases as it may have: ${names}. Release one first.`;
}

function rightProblem(situation: Situation, reach: Reach, rank: LeaseRank, mode: Lease["mode"]): Text | undefined {
  return frozenProblem(situation, reach) ?? othersProblem(situation, reach, rank, mode);
}

export function frozenProblem({ territory }: Situation, reach: Reach): Text | undefined {
  const frozen = frozenPath(territory, reach);
  return frozen === undefined ? undefined : say`${frozen.path} is frozen by ${[frozen.source]}; no lease changes that.`;
}

/** Whose right the claim would take away. */
export function othersProblem(
  situation: Situation,
  reach: Reach,
  rank: LeaseRank,
  mode: Lease["mode"],
): Text | undefined {
  const [rival] = rivalLeases(situation, reach, rank.agent).filter(
    (lease) => mode === "exclusive" || lease.mode === "exclusive",
  );
  if (rival === undefined) return foreignProblem(situation, reach, rank);
  const until = momentText(rival.expires);
  return sentences([
    say`${rival.agent} holds ${listed(rival.paths)} until ${[until]} with lease ${rival.id}.`,
    askText(reach, rank.agent),
  ]);
}

/** What the map gives to others alone. */
export function foreignProblem({ territory }: Situation, reach: Reach, rank: LeaseRank): Text | undefined {
  const foreign = foreignPath(territory, reach, rank);
  if (foreign === undefined) return undefined;
  return sentences([
    say`${foreign.path} belongs to ${listed(foreign.owners)} alone, by ${[foreign.source]}.`,
    askText(reach, rank.agent),
  ]);
}

function askText({ patterns }: Reach, agent: string): Text {
  const words = writtenWords(patterns);
  return words === undefined ? [] : say`To ask for it: ${`/handoff ${agent} ${words}`}.`;
}

interface Grant {
  readonly agent: string;
  readonly mode: Lease["mode"];
  readonly reach: Reach;
  readonly ttlMs: number;
  readonly replaced: readonly RecordedLease[];
  readonly reason: string;
}

/** An older lease of the agent that has nothing more than the new one is replaced by it. */
function replacedBy({ book, now }: Situation, agent: string, { patterns }: Reach): readonly RecordedLease[] {
  const wanted = new Set(patterns);
  return book.leases.filter(
    (lease) => lease.agent === agent && isHeldAt(lease, now) && lease.paths.every((path) => wanted.has(path)),
  );
}

function grant(situation: Situation, { agent, mode, reach, ttlMs, replaced, reason }: Grant): Decision {
  const { baseRef, now } = situation;
  const times = { starts: now, expires: now + ttlMs, ttlMs };
  const lease: NewLease = { agent, mode, paths: reach.patterns, ...times, baseRef, standsBefore: [], reason };
  const effects: readonly Reasoned[] = [
    ...replaced.map(
      ({ epoch }) => ({ action: "superseded", epoch, why: "The agent has claimed the same anew." }) as const,
    ),
    { action: "claimed", lease, why: reason },
  ];
  return done(effects, grantedText(situation, effects.length, lease, reach));
}

/** What is said of a new lease, which is what so many effects end with. */
export function grantedText({ book }: Situation, effects: number, lease: NewLease, { paths, patterns }: Reach): Text {
  const holds = lease.mode === "shared" ? "shares" : "holds";
  const count = countOf(paths.length, "file");
  const name = leaseId(book.epoch + effects);
  return sentences([
    say`${lease.agent} ${[holds]} ${listed(patterns)} (${[count]}) until ${[momentText(lease.expires)]}: lease ${name}.`,
    say`${"/renew"} gives it its time again, ${`/release ${name}`} ends it.`,
  ]);
}
