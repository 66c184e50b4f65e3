import type { Finding } from "./finding.ts";
import type { OrderOutcome, OverlapFile, OverlapLevel } from "./overlap.ts";
import type { TrustTier } from "./trust-tier.ts";

/** One open pull request of those that are compared. */
export interface OpenPullRequest {
  readonly number: number;
  /** The commit that was compared. */
  readonly head: string;
  /** The agent that acts on it, or seems to; null for people and for whoever has not been judged yet. */
  readonly agent: string | null;
  readonly trust: TrustTier;
  readonly draft: boolean;
}

/** Lines of a file as it is in one head, 1-based and inclusive. */
export interface HeadLines {
  readonly first: number;
  readonly last: number;
}

/** A file at which two pull requests meet. Lines are empty where none can be compared. */
export interface ContestedFile extends OverlapFile {
  /** What each of the two heads calls it; undefined where it has no such file. */
  readonly pathInMine: string | undefined;
  readonly pathInTheirs: string | undefined;
  /** In the head of the pull request that this is about. */
  readonly mine: readonly HeadLines[];
  /** In the head of the other one. */
  readonly theirs: readonly HeadLines[];
  /** Whether anybody owns the path alone: the names of the owners. */
  readonly owners: readonly string[];
}

/** What the other pull request does to a definition. Names are qualified, such as `Client.fetch`. */
export type DefinitionChange = { readonly path: string; readonly symbol: string } & (
  | { readonly op: "added" | "removed" }
  | { readonly op: "renamed"; readonly to: string }
  | {
      readonly op: "parameters";
      readonly added: readonly string[];
      readonly removed: readonly string[];
      /** Whether calls that were right before may now lack an argument. */
      readonly newlyRequired: boolean;
    }
);

/** Why one of two goes first; each rule counts only where those before it tell nothing. */
export const yieldRules = ["pin", "owner", "landing", "stack", "ready", "priority", "age", "size", "number"] as const;
export type YieldRule = (typeof yieldRules)[number];

/** What a gate says of two pull requests merged for a try, and says of neither alone. */
export interface BrokenTogether {
  readonly gate: string;
  readonly finding: Finding;
}

/** How the pull request meets one other. */
export interface PullRequestOverlap {
  /** Stable as long as the two meet at the same paths, such as `o-123-130-5f2c9a`. */
  readonly id: string;
  readonly other: OpenPullRequest;
  readonly level: OverlapLevel;
  readonly orders: { readonly mineThenTheirs: OrderOutcome; readonly theirsThenMine: OrderOutcome };
  readonly files: readonly ContestedFile[];
  /** Definitions that both touch, or that one of them lost and the other uses. */
  readonly symbols: readonly string[];
  /** What the other one changes at the files where they meet. */
  readonly otherChange: readonly DefinitionChange[];
  /** What each of the two keeps and both together break; left out where nothing is. */
  readonly together?: readonly BrokenTogether[];
  /** Which of the two waits: exactly one does. */
  readonly yields: { readonly number: number; readonly rule: YieldRule };
}

/** The branch that everything goes into. */
export interface OverlapBase {
  /** Its name, as the platform has it. */
  readonly ref: string;
  readonly sha: string;
  /** Where whoever rebases finds it; the remote `origin` when left out. */
  readonly place?: BasePlace;
}

/** A remote by its name; the clone itself, whose own branch it is; or nowhere, since it is no branch that moves on. */
export type BasePlace = { readonly kind: "remote"; readonly name: string } | { readonly kind: "clone" | "nowhere" };

/** Everything that is known of how one pull request meets the other open ones against its base. */
export interface PullRequestOverlaps {
  readonly subject: OpenPullRequest;
  readonly base: OverlapBase;
  /** Those that meet, at any level, the strongest level first. */
  readonly overlaps: readonly PullRequestOverlap[];
  /** Pairs that were judged, out of all that may meet: "partial: 312 of 540 pairs". */
  readonly pairs: { readonly judged: number; readonly total: number };
  /** Other open pull requests that it was held against. */
  readonly compared: number;
  /** Open ones that were left out, by why. */
  readonly leftOut: {
    /** Nobody touched them for too long. */
    readonly old: number;
    /** They change too many files. */
    readonly large: number;
    /** They collide with the base itself, and have to be rebased whatever others do. */
    readonly stuck: number;
    /** Of the same agent, where those are not compared. */
    readonly sameAgent: number;
    /** There was no time to read them, or git does not have them. */
    readonly unread: number;
  };
  /** Why the pull request itself is compared with nobody; left out where it is. */
  readonly setAside?: "large" | "stuck" | "old";
  /**
   * Pairs whose merged tree was judged by the gates that look at trees alone, out of those that it was worth while for, and
   * why others were not. Left out where no such gate is configured.
   */
  readonly together?: { readonly judged: number; readonly total: number; readonly because?: string };
  /** A suggested order for merging it and those it meets. */
  readonly mergeOrder: readonly number[];
  /** Epoch milliseconds when the answer changes by itself, since one of them grows too old. */
  readonly until?: number;
}

/** Whom an overlap may be told of, and how: what the gate knows and whoever compares does not. */
export interface OverlapRequest {
  /** Who acts on the pull request, as its partners shall call it; `priority` is that of the agent. */
  readonly acting: {
    readonly agent: string | null;
    readonly trust: TrustTier;
    readonly priority: number;
  };
  /** Others that nobody touched for longer, in days, or that change more files, are left out. */
  readonly maxAgeDays: number;
  readonly maxFiles: number;
  readonly ignoreSameAgent: boolean;
  /** Levels from this one on are worth telling the other one of. */
  readonly reportFrom: OverlapLevel;
  /** From which share of the open pull requests, and how many of them, on a file is hot. */
  readonly hot: { readonly share: number; readonly fewest: number };
  /** Whether meeting at this path alone says nothing. */
  isHotspot(path: string): boolean;
  /** The owners of a path that belongs to somebody alone, else none. */
  ownersOf(path: string): readonly string[];
}

/** Tells how the pull request under judgement meets the other open ones. */
export interface OverlapSource {
  /** `unavailable`: nothing can be said now, and why. */
  compare(
    request: OverlapRequest,
  ): Promise<
    | { readonly kind: "overlaps"; readonly overlaps: PullRequestOverlaps }
    | { readonly kind: "unavailable"; readonly because: string }
  >;
}
