import { countsAt, type Lease } from "../core/lease.ts";
import type { NewLease, Reasoned } from "../core/ledger.ts";
import { isHeldAt, leaseId, leaseStateAt, type RecordedLease } from "../core/recorded-lease.ts";
import type { Text } from "../core/text.ts";
import type { Command } from "../formats/commands/command.ts";
import { writtenWords } from "../formats/commands/written.ts";
import { patternOfFile } from "../formats/ownership/pattern.ts";
import { claim, frozenProblem, grantedText, limitProblem, onlyProven, othersProblem, unknownAgent } from "./claim.ts";
import { type Reach, reachOf } from "./reach.ts";
import { listed, say, sentences } from "./reply.ts";
import { mayDecide, provenAgent } from "./rights.ts";
import { matcherOf, ownersAlone, rivalLeases, sharedPaths } from "./rivals.ts";
import { type Decision, done, refuse, type Situation } from "./situation.ts";

type Handoff = Extract<Command, { name: "handoff" }>;

/**
 * People with write give paths to whom they like, and agents what they hold themselves. An agent that names itself asks for
 * what others hold: the request is written down and grants nothing.
 */
export function handOff(situation: Situation, command: Handoff): Decision {
  const { actor } = situation;
  const own = provenAgent(actor);
  if (mayDecide(actor)) {
    return ofReach(situation, command, (reach) => give(situation, command.agent, reach, "everybody"));
  }
  if (own === undefined) return refuse(command.name, onlyProven(actor.agent));
  return ofReach(situation, command, (reach) => {
    if (own === command.agent) return ask(situation, command, reach);
    const missing = reach.paths.find((path) => !holds(situation, own, path));
    if (missing === undefined) return handOn(situation, own, command.agent, reach);
    return refuse(command.name, say`${own} does not hold ${missing} itself, so it cannot hand it on.`);
  });
}

/** What is decided of the paths, where they can be handed to that agent at all. */
function ofReach(situation: Situation, { name, agent, paths }: Handoff, decide: (reach: Reach) => Decision): Decision {
  const unknown = unknownAgent(situation.territory.agents, agent);
  if (unknown !== undefined) return refuse(name, unknown);
  const found = reachOf(situation, paths);
  if (found.kind === "problem") return refuse(name, found.because);
  const because = frozenProblem(situation, found.reach);
  return because === undefined ? decide(found.reach) : refuse(name, because);
}

/** By a lease of its own that counts there, or by the map where no lease of another stands before it. */
function holds({ book, territory, now }: Situation, agent: string, path: string): boolean {
  const owner = territory.ownerOf(path);
  const leases = book.leases.filter(
    (lease) =>
      isHeldAt(lease, now) &&
      lease.mode === "exclusive" &&
      countsAt(lease, owner) &&
      lease.paths.some((text) => matcherOf(territory, text)(path)),
  );
  if (leases.length > 0) return leases.every((lease) => lease.agent === agent);
  return owner.mode === "exclusive" && owner.owners.includes(agent);
}

/** What nobody else holds is claimed at once; for the rest a person has to be found. */
function ask(situation: Situation, { agent, paths }: Handoff, reach: Reach): Decision {
  if (othersProblem(situation, reach, { agent, standsBefore: [] }, "exclusive") === undefined) {
    return claim(situation, { name: "claim", paths, agent, shared: false, ttlMs: undefined, reason: "" });
  }
  const ttlMs = situation.territory.limits.defaultTtlMs;
  const tooMany = limitProblem(situation, agent, { ttlMs, replaced: [] });
  if (tooMany !== undefined) return refuse("handoff", tooMany);
  const words = writtenWords(paths);
  const grants = words === undefined ? [] : say` with ${`/handoff ${agent} ${words}`}`;
  const effects: readonly Reasoned[] = [
    { action: "requested", lease: newLease(situation, agent, reach.patterns, []), why: "" },
  ];
  const name = leaseId(situation.book.epoch + 1);
  return done(effects, say`Asked for as ${name}. A person with write, or whoever holds it, grants it${grants}.`);
}

/**
 * An agent hands on the rights to what there is, and not to files that come later in the lanes of others: where it had some of
 * these files from a person, the files are named one by one.
 */
function handOn(situation: Situation, own: string, agent: string, reach: Reach): Decision {
  const standsBefore = ownersAlone(situation.territory, reach, own);
  const isOwnAlone = standsBefore.every((owner) => owner === own);
  return give(situation, agent, reach, standsBefore, isOwnAlone ? reach.patterns : reach.paths.map(patternOfFile));
}

function newLease(
  { territory, baseRef, now }: Situation,
  agent: string,
  paths: readonly string[],
  standsBefore: Lease["standsBefore"],
): NewLease {
  const ttlMs = territory.limits.defaultTtlMs;
  const times = { starts: now, expires: now + ttlMs, ttlMs };
  return { agent, mode: "exclusive", paths, ...times, baseRef, standsBefore, reason: "" };
}

/**
 * The new lease is the last and so the youngest. Of an older one of another agent only what the new one leaves is kept, in a
 * lease of its own; a request for the same paths is answered by it.
 */
function give(
  situation: Situation,
  agent: string,
  reach: Reach,
  standsBefore: Lease["standsBefore"],
  paths = reach.patterns,
): Decision {
  const answered = requestsFor(situation, agent, reach);
  const ttlMs = situation.territory.limits.defaultTtlMs;
  const tooMany = limitProblem(situation, agent, { ttlMs, replaced: answered });
  if (tooMany !== undefined) return refuse("handoff", tooMany);
  const rivals = rivalLeases(situation, reach, agent);
  const lease = newLease(situation, agent, paths, standsBefore);
  const effects: readonly Reasoned[] = [
    ...answered.map(({ epoch }) => ({ action: "superseded", epoch, why: "It was granted." }) as const),
    ...rivals.flatMap((rival) => withoutShared(situation, rival, reach, agent)),
    { action: "handed-off", lease, why: "" },
  ];
  const taken: Text = rivals.length === 0 ? [] : say`It comes from ${listed(rivals.map(({ id }) => id))}.`;
  return done(effects, sentences([grantedText(situation, effects.length, lease, reach), taken]));
}

function requestsFor({ book, now }: Situation, agent: string, { patterns }: Reach): readonly RecordedLease[] {
  const wanted = new Set(patterns);
  return book.leases.filter(
    (lease) =>
      lease.agent === agent &&
      leaseStateAt(lease, now) === "requested" &&
      lease.paths.length === wanted.size &&
      lease.paths.every((path) => wanted.has(path)),
  );
}

function withoutShared(
  { territory, now, files }: Situation,
  rival: RecordedLease,
  reach: Reach,
  agent: string,
): readonly Reasoned[] {
  const gone = new Set([...reach.paths, ...sharedPaths(territory, rival, reach)]);
  const paths = rival.paths.filter((text) => {
    const matches = matcherOf(territory, text);
    const theirs = files.items.filter(matches);
    return theirs.length === 0 ? !reach.paths.some(matches) : theirs.some((path) => !gone.has(path));
  });
  const why = `Paths of it went to ${agent}.`;
  const ended = { action: "superseded", epoch: rival.epoch, why } as const;
  if (paths.length === 0) return [ended];
  const { mode, expires, ttlMs, baseRef, standsBefore, reason } = rival;
  const rest: NewLease = {
    agent: rival.agent,
    mode,
    paths,
    starts: now,
    expires,
    ttlMs,
    baseRef,
    standsBefore,
    reason,
  };
  return [ended, { action: "claimed", lease: rest, why: `What ${agent} did not take of ${rival.id}.` }];
}
