import type { Blob, TreeEntry } from "./repository.ts";

/**
 * How two open pull requests meet, the weakest first. `file`: the same file. `symbol`: the same named definition, on lines
 * that do not touch. `hunk`: lines that touch. `stacked`: commits in common that the base lacks. `duplicate`: most of the
 * smaller one is in the other. `ownership`: one changes what belongs to the other's agent alone. `semantic`: together
 * they lack a definition that one uses, or break what each keeps alone. `textual`: git cannot merge one behind the other.
 */
export const overlapLevels = [
  "file",
  "symbol",
  "hunk",
  "stacked",
  "duplicate",
  "ownership",
  "semantic",
  "textual",
] as const;
export type OverlapLevel = (typeof overlapLevels)[number];

/** The place of a level among all of them: the stronger, the higher. */
export function overlapRank(level: OverlapLevel): number {
  return overlapLevels.indexOf(level);
}

/** What both heads do to a path, or why git stops there. */
export const overlapFileKinds = [
  "content",
  "add/add",
  "modify/delete",
  "rename/rename",
  "rename/delete",
  "rename/add",
  "directory-rename",
  "file/directory",
  "binary",
  "mode",
  "type",
  "submodule",
  "unrelated-histories",
  "other",
] as const;
export type OverlapFileKind = (typeof overlapFileKinds)[number];

export interface OverlapFile {
  readonly path: string;
  readonly kind: OverlapFileKind;
}

/** One place where a file differs from the base, without context; lines are 1-based, and with a count of 0 behind `first`. */
export interface OverlapHunk {
  readonly before: { readonly first: number; readonly count: number };
  readonly after: { readonly first: number; readonly count: number };
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** One path that a head changes. `before` is missing for a new file, `after` for one that goes. */
export interface ChangedPath {
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
}

export interface OverlapChange extends ChangedPath {
  /** Undefined where git compares no lines, or too many: any of them may have changed. */
  readonly hunks: readonly OverlapHunk[] | undefined;
  /** Attributes say that git keeps the lines of both sides, so that no line conflicts. */
  readonly union: boolean;
}

/** What becomes of one head merged into the base alone. `contained`: the base has it already. */
export type AloneOutcome = "clean" | "conflict" | "unrelated" | "contained";

/** A head to compare: a name that only has to be unlike others, and the commit. */
export interface ComparedHead {
  readonly ref: string;
  readonly commit: string;
}

/** Everything about one head that comparing it with others takes. */
export interface HeadFacts extends ComparedHead {
  readonly alone: AloneOutcome;
  /** Why it does not merge into the base alone. */
  readonly aloneFiles: readonly OverlapFile[];
  /** Best common ancestors with the base; none when they share no history. */
  readonly mergeBases: readonly string[];
  /** Commits that the base lacks, the newest first. */
  readonly ownCommits: ReadonlySet<string>;
  /** From the base to the head merged into it; of a head that cannot be merged, from their merge base. */
  readonly changes: readonly OverlapChange[];
  /** From the merge base to the head, without lines. */
  readonly ownChanges: readonly ChangedPath[];
  /** Whether it changes how git merges files, so that only a merge can tell. */
  readonly changesAttributes: boolean;
  /** False where the head changes more than is read. */
  readonly complete: boolean;
}

/** What git says of merging one commit behind another. `unjudged` when time or room ran out. */
export type MergeOutcome =
  | { readonly kind: "clean"; readonly tree: string }
  | { readonly kind: "conflict"; readonly files: readonly OverlapFile[] }
  | { readonly kind: "unjudged"; readonly because: string };

export interface MergeOrder {
  /** Refs or other names of heads as in `HeadFacts.ref`. */
  readonly first: string;
  readonly second: string;
}

/** Really merges pairs of heads, in the order asked for, behind the base. */
export interface MergeJudge {
  merge(orders: readonly MergeOrder[]): Promise<readonly MergeOutcome[]>;
}

/** Files of a merged tree, and what they hold. */
interface FoundFiles {
  readonly entries: readonly TreeEntry[];
  readonly blobs: ReadonlyMap<string, Blob>;
}

/** Looks for whole words in the merged tree of two heads; undefined when they do not merge, or too many files have them. */
export type FindInMerge = (order: MergeOrder, words: readonly string[]) => Promise<FoundFiles | undefined>;

export type OrderOutcome = "clean" | "conflict";

/** Two heads that meet. `yields` is the ref of the one that should wait. */
export interface OverlapPair {
  readonly a: string;
  readonly b: string;
  readonly level: OverlapLevel;
  readonly orders: { readonly aThenB: OrderOutcome; readonly bThenA: OrderOutcome };
  /** The files at which the level holds. */
  readonly files: readonly OverlapFile[];
  /** Names of definitions that both touch, or that one lost and the other uses. */
  readonly symbols: readonly string[];
  readonly yields: string;
}
