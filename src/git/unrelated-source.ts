import type { Fault } from "../core/fault.ts";
import type { RepositorySource } from "../core/repository.ts";
import type { GitDirectory } from "./clone.ts";
import { type HistoryOptions, openHistory } from "./history.ts";

/**
 * A source over two commits without a common ancestor. There is no change to judge, so that every question about one
 * throws the fault; only the history can be asked. The tip of the base stands where others have a merge base.
 */
export function openUnrelatedSource(
  git: GitDirectory,
  options: Omit<HistoryOptions, "maxEntries">,
  fault: Fault,
): RepositorySource {
  const refuse = () => Promise.reject(fault);
  return {
    mergeBase: options.baseTip,
    head: options.head,
    changes: refuse,
    changedLines: refuse,
    tree: refuse,
    changedSince: refuse,
    comparedWith: refuse,
    changedOnBase: refuse,
    blobs: refuse,
    derive: refuse,
    deriveTree: refuse,
    history: openHistory(git, { ...options, maxEntries: 0 }),
  };
}
