import type { TrustTier } from "./trust-tier.ts";

/** An open pull request as comparing it with others takes it. */
export interface KnownHead {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly number: number;
  readonly baseRef: string;
  readonly headSha: string;
  readonly draft: boolean;
  /** Epoch milliseconds since when it is ready for review; of a draft, since it was opened. */
  readonly readySince: number;
  /** When somebody touched it last, in epoch milliseconds. */
  readonly touchedAt: number;
  /** Of the gate that judged it; undefined as long as none has. */
  readonly acting: { readonly agent: string | null; readonly trust: TrustTier; readonly priority: number } | undefined;
}

/** What was told of two pull requests that meet, in the order of their numbers. */
export interface KnownPair {
  readonly one: number;
  readonly other: number;
  /**
   * Which of them waits, and why: as it was told first, so that it does not turn round while people work. The reason is empty
   * as long as one of them is not judged: then it is decided anew once it is, whichever of them was first.
   */
  readonly yields: number;
  readonly rule: string;
  /** Digests of what the report of each of them tells of the other; empty for nothing. */
  readonly toldOne: string;
  readonly toldOther: string;
  /** On what each of them rested when it had the other one judged again; empty for never. */
  readonly askedByOne: string;
  readonly askedByOther: string;
}

/** Open pull requests and how they meet. What git tells of them is not kept: it can be read again. */
export interface OverlapStore {
  /** `acting` that is not known leaves what is. */
  saveHeads(heads: readonly KnownHead[]): Promise<void>;
  /** Against one branch, those touched last first, so many at most. */
  headsAgainst(repositoryId: number, baseRef: string, limit: number): Promise<readonly KnownHead[]>;
  head(repositoryId: number, number: number): Promise<KnownHead | undefined>;
  /** It is open no more, or goes elsewhere: it and its pairs are forgotten. */
  removeHead(repositoryId: number, number: number): Promise<void>;
  pairsOf(repositoryId: number, number: number): Promise<readonly KnownPair[]>;
  /** Every pair of this pull request: others go. Of those that are known, only what this one itself told and asked changes. */
  savePairs(repositoryId: number, number: number, pairs: readonly KnownPair[]): Promise<void>;
}
