import type { Account } from "./acting.ts";
import type { Override } from "./override.ts";
import { type LeaseState, leaseId, type RecordedLease } from "./recorded-lease.ts";
import type { RepositoryName } from "./target.ts";
import { TrustTier } from "./trust-tier.ts";

/** A lease before it has its number. */
export type NewLease = Omit<RecordedLease, "id" | "epoch" | "state" | "number" | "grantedBy">;
export type NewOverride = Omit<Override, "id" | "number" | "by" | "at">;

/** How a lease ends. */
export type LeaseEnd = Exclude<LeaseState, "requested" | "active">;

/** One thing that a command, the clock or a pull request changes. Each becomes one entry of the ledger. */
export type Effect =
  | { readonly action: "claimed" | "handed-off" | "requested"; readonly lease: NewLease }
  | { readonly action: "renewed"; readonly epoch: number; readonly expires: number }
  | { readonly action: LeaseEnd; readonly epoch: number }
  /** The pull request speaks for this agent, too. */
  | { readonly action: "declared"; readonly agent: string }
  /** `first` goes before the pull request in which it was said; before all, when it is that one itself. */
  | { readonly action: "preferred"; readonly first: number }
  | { readonly action: "overridden"; readonly override: NewOverride }
  | { readonly action: "override-ended"; readonly id: number }
  | { readonly action: "refused"; readonly command: string };

/** An effect and why: the reason that was given, or what happened. */
export type Reasoned = Effect & { readonly why: string };

export const ledgerActions = [
  "claimed",
  "handed-off",
  "requested",
  "renewed",
  "expired",
  "released",
  "revoked",
  "superseded",
  "fulfilled",
  "declared",
  "preferred",
  "overridden",
  "override-ended",
  "refused",
] as const satisfies readonly Effect["action"][];

export interface LedgerEntry {
  /** Grows by one with every entry of the repository: a fencing token for whatever rests on the entry. */
  readonly epoch: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: Writer;
  readonly action: Effect["action"];
  /** What it is about, such as `L12` or a finding. */
  readonly subject: string;
  readonly why: string;
  /** The pull request or issue; undefined when it came of none. */
  readonly number: number | undefined;
  readonly commentId: number | undefined;
  /** The effect as JSON. */
  readonly details: string;
}

/** Whoever stands behind an entry. The clock and GitHub's own events have no account. */
export interface Writer extends Pick<Account, "id" | "login"> {
  readonly tier: WriterTier;
}

export const writerTiers = [...TrustTier.options, "server"] as const;
type WriterTier = (typeof writerTiers)[number];

export const server: Writer = { id: 0, login: "lanekeeper", tier: "server" };

/** What holds in a repository. */
export interface Book {
  /** Of the last entry; 0 before the first. */
  readonly epoch: number;
  /** Requested and active ones, the oldest first. The time of some may be over. */
  readonly leases: readonly RecordedLease[];
  readonly declarations: readonly { readonly number: number; readonly agent: string }[];
  readonly preferences: readonly Preference[];
}

/** Somebody said in the pull request `number` that `first` goes before it; before all, when it is that one itself. */
export interface Preference {
  readonly number: number;
  readonly first: number;
  /** When it was said last: of two that contradict each other, the newer counts. */
  readonly epoch: number;
}

/** The answer to a command, as it stands beside its effects. */
interface RecordedReply {
  /** Markdown; empty for none. */
  readonly text: string;
  readonly refused: boolean;
}

/** `owed` is still to be sent; of `sending` nobody knows whether it has arrived. */
export const replyStates = ["none", "owed", "sending", "sent"] as const;
export type ReplyState = (typeof replyStates)[number];

export interface RecordedCommand extends RecordedReply {
  readonly number: number;
  readonly at: number;
  readonly state: ReplyState;
}

/** What happened, all at once. */
export interface Happening {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly at: number;
  readonly by: Writer;
  readonly number: number | undefined;
  /** The epoch of the book on which the effects rest. */
  readonly epoch: number;
  readonly effects: readonly Reasoned[];
  /** The comment that asked, and what is said to it. */
  readonly comment?: { readonly id: number; readonly reply: RecordedReply };
}

export interface LedgerPage {
  readonly repositoryId: number;
  readonly limit: number;
  /** Entries before this epoch; all, when left out. */
  readonly before?: number | undefined;
}

export interface KeptRepository extends RepositoryName {
  readonly installationId: number;
  readonly epoch: number;
}

/** Leases, overrides and what else was said, with the ledger of it all. Nobody can change an entry. */
export interface LeaseStore {
  book(repositoryId: number): Promise<Book>;
  /** Every lease, also those that are over, the youngest first. */
  leases(repositoryId: number, limit: number): Promise<readonly RecordedLease[]>;
  /** Of one pull request, as long as they were not ended. */
  overrides(repositoryId: number, number: number): Promise<readonly Override[]>;
  /** Of other pull requests about how they meet this one, as long as they were not ended. */
  overridesAbout(repositoryId: number, other: number): Promise<readonly Override[]>;
  /**
   * Carries out all effects and writes them down, or nothing: `stale` when the book has moved on, `repeated` when the
   * comment was answered before.
   */
  record(happening: Happening): Promise<"done" | "stale" | "repeated">;
  command(repositoryId: number, commentId: number): Promise<RecordedCommand | undefined>;
  markReply(repositoryId: number, commentId: number, state: ReplyState): Promise<void>;
  /** How many commands there were in a conversation since then, and how many were answered with a refusal. */
  commandsSince(
    repositoryId: number,
    number: number,
    since: number,
  ): Promise<{ readonly commands: number; readonly replies: number; readonly refusals: number }>;
  /** The newest first. */
  ledger(page: LedgerPage): Promise<readonly LedgerEntry[]>;
  /** Every repository of which there is an entry, by number. */
  repositories(): Promise<readonly KeptRepository[]>;
  /** Forgets which comments were answered before this; GitHub does not deliver them again. */
  pruneCommands(before: number): Promise<void>;
}

/** What an entry is about, for people. */
export function subjectOf(effect: Effect, epoch: number): string {
  switch (effect.action) {
    case "claimed":
    case "handed-off":
    case "requested":
      return leaseId(epoch);
    case "declared":
      return effect.agent;
    case "preferred":
      return `#${effect.first}`;
    case "overridden":
      return `${effect.override.gate} ${effect.override.finding}`;
    case "override-ended":
      return `override ${effect.id}`;
    case "refused":
      return `/${effect.command}`;
    default:
      return leaseId(effect.epoch);
  }
}
