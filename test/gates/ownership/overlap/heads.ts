import type { HeadFacts, OverlapChange, OverlapHunk } from "../../../../src/core/overlap.ts";
import type { TreeEntry } from "../../../../src/core/repository.ts";

/** A file of the base, and of heads that say nothing else. */
export function file(path: string, id: string, kind: TreeEntry["kind"] = "file"): TreeEntry {
  return { path, id, kind };
}

/** Lines from `first` on become others. */
export function replaced(first: number, removed: readonly string[], added: readonly string[]): OverlapHunk {
  return { before: { first, count: removed.length }, after: { first, count: added.length }, removed, added };
}

/** Lines that come behind a line. */
export function inserted(behind: number, added: readonly string[]): OverlapHunk {
  return { before: { first: behind, count: 0 }, after: { first: behind + 1, count: added.length }, removed: [], added };
}

/** An edit of a file that the base has with the id `base`. */
export function edit(path: string, id: string, ...hunks: readonly OverlapHunk[]): OverlapChange {
  return { before: file(path, "base"), after: file(path, id), hunks, union: false };
}

/** A head that began at the present base. */
export function head(ref: string, changes: readonly OverlapChange[], more: Partial<HeadFacts> = {}): HeadFacts {
  return {
    ref,
    commit: `commit of ${ref}`,
    alone: "clean",
    aloneFiles: [],
    mergeBases: ["base"],
    ownCommits: new Set([`commit of ${ref}`]),
    changes,
    ownChanges: changes.map(({ before, after }) => ({ before, after })),
    changesAttributes: false,
    complete: true,
    ...more,
  };
}
