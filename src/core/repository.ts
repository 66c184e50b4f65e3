import type { Extractor } from "./extractor.ts";
import type { History } from "./history.ts";
import type { Listing } from "./listing.ts";
import type { TreeExtractor } from "./tree-extractor.ts";

/** `base` is the merge base, the commit the author started from; `head` is what would be merged. */
export type Side = "base" | "head";

export type EntryKind = "file" | "executable" | "symlink" | "submodule";

/** One path of a tree, with the id of its blob. Paths use `/` and have no leading one. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: EntryKind;
  readonly id: string;
}

/** Added and deleted lines, or `binary` where git counts none. */
export type LineCounts =
  | { readonly kind: "lines"; readonly added: number; readonly deleted: number }
  | { readonly kind: "binary" };

/** One file that differs between merge base and head. A renamed or copied file names where it came from. */
export type Change =
  | { readonly status: "added"; readonly path: string; readonly after: TreeEntry; readonly lines: LineCounts }
  | { readonly status: "deleted"; readonly path: string; readonly before: TreeEntry; readonly lines: LineCounts }
  | {
      readonly status: "modified" | "renamed";
      readonly path: string;
      readonly before: TreeEntry;
      readonly after: TreeEntry;
      readonly lines: LineCounts;
    };

/** Lines from `first`, 1-based; with a count of 0 the place is behind line `first`. */
interface LineRange {
  readonly first: number;
  readonly count: number;
}

/** Where the lines of one file differ, without context. */
export interface ChangedLines {
  /** In head. */
  readonly path: string;
  /** In base; undefined for a new file. */
  readonly pathBefore: string | undefined;
  readonly hunks: readonly { readonly before: LineRange; readonly after: LineRange }[];
  /** Git takes it for binary and counts no lines, so that any of them may have changed. */
  readonly unread: boolean;
  /** Added lines that the change removes elsewhere. */
  readonly moved: readonly MovedLine[];
}

/** A line of head, and where base has it. */
export interface MovedLine {
  readonly line: number;
  readonly from: { readonly path: string; readonly line: number };
}

/** An earlier commit in place of the merge base. */
interface Comparison {
  readonly tree: Listing<TreeEntry>;
  /** From that commit to head. */
  readonly changedLines: Listing<ChangedLines>;
}

export type Blob =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large"; readonly size: number }
  | { readonly kind: "missing" };

/** Whether a path is known to be the same in both: a file that is too large to be read may be another one. */
export function isSameBlob(one: Blob, other: Blob): boolean {
  if (one.kind === "bytes" && other.kind === "bytes") {
    return one.bytes.length === other.bytes.length && one.bytes.every((byte, index) => byte === other.bytes[index]);
  }
  return one.kind === "missing" && other.kind === "missing";
}

export type Derived<T> = { readonly kind: "value"; readonly value: T } | Exclude<Blob, { readonly kind: "bytes" }>;

/** `cut-short` when the tree has more files than are listed. */
export type DerivedTree<T> = { readonly kind: "value"; readonly value: T } | { readonly kind: "cut-short" };

/** The two commits under judgement and everything in them. Read only; every answer is about commits, never a work tree. */
export interface RepositorySource {
  readonly mergeBase: string;
  readonly head: string;
  /** What the commits before these two tell. */
  readonly history: History;
  changes(): Promise<Listing<Change>>;
  /** Of every file that head has and the change touched. */
  changedLines(): Promise<Listing<ChangedLines>>;
  tree(side: Side): Promise<Listing<TreeEntry>>;
  /** Paths that the merge base has otherwise than this commit, or not at all. The commit is one that the repository has. */
  changedSince(commit: string): Promise<Listing<string>>;
  /** How head differs from a commit that the repository has, the merge base or one before it. */
  comparedWith(commit: string): Promise<Comparison>;
  /** Paths that the base has changed since the merge base, as far as its tip is known. */
  changedOnBase(): Promise<Listing<string>>;
  /** Every id asked for has an answer. */
  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, Blob>>;
  /** What the extractor reads out of each blob, remembered by blob id, so that only new bytes are read. */
  derive<T>(extractor: Extractor<T>, ids: readonly string[]): Promise<ReadonlyMap<string, Derived<T>>>;
  /** What the extractor reads out of a whole tree, made out of that of a similar tree where one is known. */
  deriveTree<T>(extractor: TreeExtractor<T>, side: Side): Promise<DerivedTree<T>>;
}
