import type { RepositorySource, TreeEntry } from "./repository.ts";

/** A tree, and what was read out of it. The entries of two trees that share a file may be one object. */
export interface ReadTree<T> {
  readonly entries: readonly TreeEntry[];
  readonly value: T;
}

/**
 * Reads a value out of a whole tree. Trees are much alike, so a value of another tree may be at hand to start from;
 * the result must be the same as without it.
 */
export interface TreeExtractor<T> {
  /** Names the extractor with everything that the value depends on besides the tree, such as settings. */
  readonly key: string;
  extract(
    entries: readonly TreeEntry[],
    repository: Pick<RepositorySource, "blobs" | "derive">,
    near: ReadTree<T> | undefined,
  ): Promise<T>;
  /** Whether the value is right for ever, and not for want of something that may still arrive. */
  isLasting(value: T): boolean;
}
