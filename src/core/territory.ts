import type { Account } from "./acting.ts";
import type { Identity } from "./actor.ts";
import type { OverlapRequest } from "./pull-request-overlaps.ts";
import type { LeaseLimits } from "./recorded-lease.ts";
import type { RepositorySource } from "./repository.ts";

/** `frozen` is like exclusive, and no lease changes it. */
type OwnershipMode = "exclusive" | "frozen" | "shared" | "advisory" | "open";

/** Who owns a path by the map alone, without leases. */
export interface PathOwner {
  readonly mode: OwnershipMode;
  /** Agents by their ids, groups of people by their names, or `humans`. */
  readonly owners: readonly string[];
  /** What says so, such as "the rule core (/core/**)". */
  readonly source: string;
}

export type PathPattern =
  /** Throws TooMuchEffort when comparing all paths so far has taken too long. */
  { readonly kind: "pattern"; matches(path: string): boolean } | { readonly kind: "problem"; readonly because: string };

/** A conversation in which an account says something. */
export interface Conversation {
  /** The branch of the pull request; undefined in an issue. */
  readonly headRef: string | undefined;
  readonly labels: readonly string[];
  /** Agents for which the conversation was declared to speak. */
  readonly declared: readonly string[];
}

/** The ownership map of a branch, as far as commands ask it. Pure. */
export interface Territory {
  /** Ids of the agents that it names. */
  readonly agents: readonly string[];
  readonly limits: LeaseLimits;
  /** Which open pull requests are compared: others that nobody touched for longer, or that change more files, are left out. */
  readonly compared: Pick<OverlapRequest, "maxAgeDays" | "maxFiles">;
  identify(account: Account, conversation: Conversation): Identity;
  ownerOf(path: string): PathOwner;
  /** A pattern as the map itself writes them. */
  pattern(text: string): PathPattern;
}

/** The read-only ports that a gate may ask about a branch. */
export interface TerritorySources {
  /** Its tip is both sides of this source. */
  readonly repository: RepositorySource;
  /** Epoch milliseconds. */
  readonly now: number;
}
