import {
  type Book,
  type Effect,
  type Happening,
  type KeptRepository,
  type LeaseStore,
  type LedgerEntry,
  type NewLease,
  type RecordedCommand,
  subjectOf,
} from "../core/ledger.ts";
import type { Override } from "../core/override.ts";
import { type LeaseState, leaseId, type RecordedLease } from "../core/recorded-lease.ts";

interface Kept {
  repository: KeptRepository;
  leases: readonly RecordedLease[];
  overrides: readonly Override[];
  declarations: Book["declarations"];
  preferences: Book["preferences"];
  ledger: readonly LedgerEntry[];
  readonly commands: Map<number, RecordedCommand>;
}

/** Leases, overrides and the ledger as values in memory. */
export function memoryLeases(): LeaseStore {
  const kept = new Map<number, Kept>();
  const of = (repositoryId: number) => kept.get(repositoryId);
  return {
    async book(repositoryId) {
      const { repository, leases = [], declarations = [], preferences = [] } = of(repositoryId) ?? {};
      return { epoch: repository?.epoch ?? 0, leases: leases.filter(isOpen), declarations, preferences };
    },
    leases: async (repositoryId, limit) => (of(repositoryId)?.leases ?? []).toReversed().slice(0, limit),
    overrides: async (repositoryId, number) =>
      (of(repositoryId)?.overrides ?? []).filter((override) => override.number === number),
    overridesAbout: async (repositoryId, number) =>
      (of(repositoryId)?.overrides ?? []).filter(({ other }) => other?.number === number),
    async record(happening) {
      const { repository: named, installationId } = happening;
      const before = of(named.id) ?? emptyBook(happening);
      before.repository = { ...named, installationId, epoch: before.repository.epoch };
      kept.set(named.id, before);
      if (happening.comment !== undefined && before.commands.has(happening.comment.id)) return "repeated";
      if (before.repository.epoch !== happening.epoch) return "stale";
      writeAll(before, happening);
      return "done";
    },
    command: async (repositoryId, commentId) => of(repositoryId)?.commands.get(commentId),
    async markReply(repositoryId, commentId, state) {
      const commands = of(repositoryId)?.commands;
      const command = commands?.get(commentId);
      if (command !== undefined) commands?.set(commentId, { ...command, state });
    },
    async commandsSince(repositoryId, number, since) {
      const all = [...(of(repositoryId)?.commands.values() ?? [])];
      const commands = all.filter((command) => command.number === number && command.at >= since);
      const replies = commands.filter(({ state }) => state !== "none");
      const refusals = replies.filter(({ refused }) => refused);
      return { commands: commands.length, replies: replies.length, refusals: refusals.length };
    },
    ledger: async ({ repositoryId, limit, before = Number.POSITIVE_INFINITY }) =>
      (of(repositoryId)?.ledger ?? [])
        .filter(({ epoch }) => epoch < before)
        .toReversed()
        .slice(0, limit),
    repositories: async () => [...kept.values()].map(({ repository }) => repository).toSorted((a, b) => a.id - b.id),
    async pruneCommands(before) {
      for (const { commands } of kept.values()) {
        for (const [id, { at }] of commands) if (at < before) commands.delete(id);
      }
    },
  };
}

function emptyBook({ repository, installationId }: Happening): Kept {
  const lists = { leases: [], overrides: [], declarations: [], preferences: [], ledger: [] };
  return { repository: { ...repository, installationId, epoch: 0 }, ...lists, commands: new Map() };
}

function isOpen({ state }: RecordedLease): boolean {
  return state === "active" || state === "requested";
}

function writeAll(kept: Kept, happening: Happening): void {
  const { at, by, number, comment } = happening;
  let { epoch } = happening;
  for (const { why, ...effect } of happening.effects) {
    epoch += 1;
    carryOut(kept, happening, effect, epoch);
    const about = { action: effect.action, subject: subjectOf(effect, epoch), details: JSON.stringify(effect) };
    kept.ledger = [...kept.ledger, { epoch, at, by, ...about, why, number, commentId: comment?.id }];
  }
  kept.repository = { ...kept.repository, epoch };
  if (comment === undefined) return;
  const state = comment.reply.text === "" ? "none" : "owed";
  kept.commands.set(comment.id, { ...comment.reply, number: number ?? 0, at, state });
}

function carryOut(kept: Kept, { number = 0, by, at }: Happening, effect: Effect, own: number): void {
  const grantedBy = { id: by.id, login: by.login };
  const add = (state: LeaseState, lease: NewLease) => {
    kept.leases = [...kept.leases, { ...lease, id: leaseId(own), epoch: own, state, number, grantedBy }];
  };
  const change = (epoch: number, changed: Partial<RecordedLease>) => {
    kept.leases = kept.leases.map((lease) => (lease.epoch === epoch ? { ...lease, ...changed } : lease));
  };
  switch (effect.action) {
    case "claimed":
    case "handed-off":
      add("active", effect.lease);
      break;
    case "requested":
      add("requested", effect.lease);
      break;
    case "renewed":
      change(effect.epoch, { expires: effect.expires });
      break;
    case "declared":
      kept.declarations = [
        ...kept.declarations.filter((each) => each.number !== number || each.agent !== effect.agent),
        { number, agent: effect.agent },
      ];
      break;
    case "preferred": {
      const others = kept.preferences.filter(
        (each) =>
          (each.number !== effect.first || each.first !== number) &&
          (each.number !== number || each.first !== effect.first),
      );
      kept.preferences = [...others, { number, first: effect.first, epoch: own }];
      break;
    }
    case "overridden":
      kept.overrides = [...kept.overrides, { ...effect.override, id: own, number, by: grantedBy, at }];
      break;
    case "override-ended":
      kept.overrides = kept.overrides.filter(({ id }) => id !== effect.id);
      break;
    case "refused":
      break;
    default:
      change(effect.epoch, { state: effect.action });
  }
}
