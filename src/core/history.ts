import type { Listing } from "./listing.ts";
import type { Blob } from "./repository.ts";

/** A branch of the repository that a change goes into, by its short name, such as `release/2`. */
export interface Branch {
  readonly name: string;
  /** A commit that the repository source has. */
  readonly tip: string;
}

/** More commits than this are not counted: whoever has this many has the most. */
export const maxCommits = 10_000;

/** How head and the tip of its base parted. `cut-off`: a shallow clone lacks the commits that would tell. */
export type Parting =
  | { readonly kind: "unrelated" }
  | { readonly kind: "cut-off" }
  | {
      readonly kind: "parted";
      /** Commits of the base's tip that head lacks, at most `maxCommits`. */
      readonly behind: number;
      /**
       * When the base's own line went on without head, and when its tip was committed, as their committers say; epoch
       * milliseconds. The same where head lacks nothing.
       */
      readonly behindSince: number;
      readonly tipTime: number;
    };

/** Commits, newest first: how many, at most `maxCommits`, and the first few ids. */
export interface SharedCommits {
  readonly count: number;
  readonly ids: readonly string[];
}

/** Whoever a commit names. Anybody can write any name and address. */
interface Signature {
  readonly name: string;
  readonly address: string;
}

/** A commit of the change, as it describes itself: nothing of this has been authenticated. */
export interface OwnCommit {
  readonly id: string;
  readonly author: Signature;
  readonly committer: Signature;
  /** The lines at the end of its message that look like `Key: value`. */
  readonly trailers: readonly string[];
}

/** What the commits before the two under judgement tell. Every answer is bounded. */
export interface History {
  parting(): Promise<Parting>;
  /** The branches whose names are chosen, by name, so many at most. */
  branches(chosen: (name: string) => boolean, limit: number): Promise<Listing<Branch>>;
  /** Commits that head shares with this branch and that the tip of the base lacks. */
  sharedWith(branch: Branch): Promise<SharedCommits>;
  /** Lines that head adds and deletes since it parted from this branch; undefined when nobody can count them. */
  linesSince(branch: Branch): Promise<number | undefined>;
  /** Commits of head that the tip of the base lacks, newest first. */
  ownCommits(): Promise<Listing<OwnCommit>>;
  /**
   * A file as it is on the tip of the base, and then as it was on the first parents before, newest first, so many at most:
   * one for each time that it changed. None when it never was there.
   */
  versions(path: string, limit: number): Promise<readonly Blob[]>;
}
