import type { Account } from "../core/acting.ts";
import type { Actor } from "../core/actor.ts";
import type { Finding } from "../core/finding.ts";
import type { Book, Reasoned } from "../core/ledger.ts";
import type { Listing } from "../core/listing.ts";
import type { RecordedLease } from "../core/recorded-lease.ts";
import type { Territory } from "../core/territory.ts";
import type { Text } from "../core/text.ts";
import { plainText } from "./reply.ts";

/** The pull request or issue in which a command was written. */
export interface Place {
  readonly number: number;
  /** Undefined in an issue. */
  readonly pullRequest:
    | {
        readonly open: boolean;
        /** Undefined when the account is gone. */
        readonly author: Pick<Account, "id"> | undefined;
        /** For whom its author acts with a right. */
        readonly agent: string | undefined;
        /** What was judged last, when that is its head still. */
        readonly judged: Judged | undefined;
      }
    | undefined;
}

export interface Judged {
  readonly headSha: string;
  /** That keep a gate from passing. */
  readonly findings: readonly { readonly gate: string; readonly finding: Finding }[];
}

/** Everything that decides what comes of a command. */
export interface Situation {
  readonly actor: Actor;
  readonly place: Place;
  /** The branch, by its short name, whose map this is. */
  readonly baseRef: string;
  /** With the leases of this branch alone: no map says who may have those of another. */
  readonly book: Book;
  /** The leases of other branches. Only people with maintain or admin, whom no map names, can end them here. */
  readonly elsewhere: readonly RecordedLease[];
  readonly territory: Territory;
  /** Paths of the base branch. */
  readonly files: Listing<string>;
  /** Undefined where nobody asks for it, or where it cannot be told. */
  readonly mergeOrder?: SuggestedOrder | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** In which order the open pull requests against one branch could be merged, by their numbers. */
export interface SuggestedOrder {
  readonly baseRef: string;
  /** Merge one after another without a conflict. */
  readonly together: readonly number[];
  /** Have to be rebased first. */
  readonly later: readonly number[];
  /** Could not be compared: they change too much, or were not read in time. */
  readonly leftOut: readonly number[];
  /** Pairs whose merge is known, out of all that may collide. */
  readonly pairs: { readonly judged: number; readonly total: number };
  /** There are more open ones; these were touched last. */
  readonly isCut: boolean;
}

export interface Decision {
  readonly effects: readonly Reasoned[];
  readonly reply: Text;
  readonly refused: boolean;
}

export function done(effects: readonly Reasoned[], reply: Text): Decision {
  return { effects, reply, refused: false };
}

/** Refusals are written down, too: somebody has tried. */
export function refuse(command: string, because: Text): Decision {
  const effects: readonly Reasoned[] = [{ action: "refused", command, why: plainText(because) }];
  return { effects, reply: because, refused: true };
}
