import type { History } from "../core/history.ts";
import type { Listing } from "../core/listing.ts";
import type { Change, ChangedLines, RepositorySource, TreeEntry } from "../core/repository.ts";
import { diffReader } from "../formats/git/diff.ts";
import { pathRoom } from "../formats/git/path-room.ts";
import { nulRecords } from "../formats/git/records.ts";
import { parseTreeRecord } from "../formats/git/tree.ts";
import { readChangedLines } from "./changed-lines.ts";
import { readChangedPaths } from "./changed-paths.ts";
import type { GitDirectory } from "./clone.ts";
import { gitFailed, runGit } from "./git.ts";
import { openHistory } from "./history.ts";
import { listChanges, patchOptions } from "./list-changes.ts";
import { type BlobLimits, type ObjectPlace, readBlobs } from "./objects.ts";
import { patchTree } from "./patch-tree.ts";
import { type KeptTree, type TreeCache, treeCache } from "./tree-cache.ts";

export interface RepositorySourceOptions {
  /** Ids of commits that the git directory has. */
  readonly mergeBase: string;
  readonly head: string;
  /** The tip of the base, where it is known. */
  readonly baseTip?: string;
  /** The branches of the repository; those that the git directory knows, when left out. */
  readonly branches?: History["branches"];
  /** Makes what this source derives from the rest of it. */
  readonly deriving: (
    sources: Pick<RepositorySource, "mergeBase" | "head" | "tree" | "blobs">,
    repository: string,
  ) => Pick<RepositorySource, "derive" | "deriveTree">;
  readonly limits?: Partial<SourceLimits>;
  /** Shared by sources of git directories to list each tree once, and the next one by what differs. */
  readonly trees?: TreeCache;
}

interface SourceLimits extends BlobLimits {
  /** Entries of a tree and changes, each: longer lists are cut short and say so. */
  readonly maxEntries: number;
}

const defaultLimits: SourceLimits = { maxBlobBytes: 5_000_000, maxTotalBytes: 1 << 29, maxEntries: 500_000 };

/** A repository source over a git directory. Each listing is asked of git once. */
export function openRepositorySource(git: GitDirectory, options: RepositorySourceOptions): RepositorySource {
  const limits = { ...defaultLimits, ...options.limits };
  const trees = options.trees ?? treeCache();
  const shas = { base: options.mergeBase, head: options.head };
  const blobs: RepositorySource["blobs"] = (ids) => readBlobs(git.objects, ids, limits);
  let changes: Promise<Listing<Change>> | undefined;
  const listed = () => {
    changes ??= listChanges(git, shas.base, shas.head, limits.maxEntries);
    return changes;
  };
  const repository = { name: git.commonDir, maxEntries: limits.maxEntries };
  let lines: Promise<Listing<ChangedLines>> | undefined;
  const changedLines = () => {
    const between = { ...shas, options: patchOptions };
    lines ??= listed().then((changes) => readChangedLines(git, between, changes));
    return lines;
  };
  const base = () => trees.get(repository, shas.base, (near) => treeFrom(git, near, shas.base, limits.maxEntries));
  const head = () =>
    trees.get(repository, shas.head, async (near) => {
      // Finding renames reads files, which a partial clone may lack; its trees it has.
      if (git.partial) return treeFrom(git, near, shas.head, limits.maxEntries);
      const [from, between] = await Promise.all([base(), listed()]);
      if (from.complete && between.complete) return patchTree(from, between.items);
      return listTree(git.objects, shas.head, limits.maxEntries);
    });
  const tree: RepositorySource["tree"] = (side) => (side === "base" || shas.head === shas.base ? base() : head());
  const sources = { mergeBase: options.mergeBase, head: options.head, tree, blobs };
  const comparedWith: RepositorySource["comparedWith"] = async (commit) => {
    if (commit === shas.base) return { tree: await base(), changedLines: await changedLines() };
    const tree = await trees.get(repository, commit, (near) => treeFrom(git, near, commit, limits.maxEntries));
    const between = { base: commit, head: shas.head, options: patchOptions };
    const changes = await listChanges(git, commit, shas.head, limits.maxEntries);
    return { tree, changedLines: await readChangedLines(git, between, changes) };
  };
  const changedSince = (commit: string) => readChangedPaths(git, commit, shas.base, limits.maxEntries);
  const changedOnBase = () => readChangedPaths(git, shas.base, options.baseTip ?? shas.base, limits.maxEntries);
  const history = openHistory(git, {
    head: options.head,
    baseTip: options.baseTip ?? options.mergeBase,
    ...(options.branches === undefined ? {} : { branches: options.branches }),
    maxEntries: limits.maxEntries,
  });
  return {
    ...sources,
    history,
    changes: listed,
    changedLines,
    comparedWith,
    changedSince,
    changedOnBase,
    ...options.deriving(sources, repository.name),
  };
}

/** So many changes between two commits that listing the tree anew costs no more. */
const maxPatched = 20_000;

/** Out of a listing that is known, when there is one; else, or when that does not work out, by asking git for all of it. */
async function treeFrom(
  git: GitDirectory,
  near: KeptTree | undefined,
  commit: string,
  maxEntries: number,
): Promise<Listing<TreeEntry>> {
  if (near !== undefined) {
    const args = ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=none"];
    const records = nulRecords();
    const reader = diffReader(maxPatched);
    const take = (piece: Buffer) => {
      reader.push(records.push(piece));
      return true;
    };
    const command = { args: [...args, "--end-of-options", near.commit, commit], ...git.objects, take };
    // The other commit may be gone by now.
    const { exitCode } = await runGit(command);
    const diff = exitCode === 0 ? reader.end() : undefined;
    if (diff?.complete) return patchTree(near.listing, diff.changes);
  }
  return listTree(git.objects, commit, maxEntries);
}

async function listTree(place: ObjectPlace, commit: string, maxEntries: number): Promise<Listing<TreeEntry>> {
  const records = nulRecords();
  const items: TreeEntry[] = [];
  const hasRoom = pathRoom(maxEntries);
  let complete = true;
  const command = {
    args: ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit],
    ...place,
    take(piece: Buffer) {
      for (const record of records.push(piece)) {
        const entry = parseTreeRecord(record);
        if (entry !== undefined && hasRoom([entry.path])) items.push(entry);
        else complete = false;
      }
      return complete;
    },
  };
  const result = await runGit(command);
  // Git was stopped when the list was long enough, so only a list to the end needs a good end.
  if (complete && (result.exitCode !== 0 || records.rest() > 0)) throw gitFailed(command, result);
  return { items, complete };
}
