import type { HeadFacts } from "../../../core/overlap.ts";

/** How many lines of the base a head removes, and adds to it. */
export function changedLines({ changes }: HeadFacts): number {
  const hunks = changes.flatMap((change) => change.hunks ?? []);
  return hunks.reduce((sum, { removed, added }) => sum + removed.length + added.length, 0);
}

/** How many files a head changes: since it began, or of the base, whichever is more. */
export function changedFiles({ ownChanges, changes }: HeadFacts): number {
  return Math.max(ownChanges.length, changes.length);
}

/** Whether a head changes so much that it is held against nobody. What is not read to its end is more than anybody allows. */
export function isLarge(head: HeadFacts, maxFiles: number): boolean {
  return changedFiles(head) > maxFiles || !head.complete;
}
