import { Fault } from "../core/fault.ts";
import type { Listing } from "../core/listing.ts";
import type { Change, LineCounts, RepositorySource, TreeEntry } from "../core/repository.ts";
import { diffReader, type ListedChange, UnexpectedRecord } from "../formats/git/diff.ts";
import { nulRecords } from "../formats/git/records.ts";
import { parseTreeRecord } from "../formats/git/tree.ts";
import type { GitDirectory } from "./clone.ts";
import { gitFailed, runGit, runGitOrFail } from "./git.ts";
import { type BlobLimits, type ObjectPlace, readBlobs } from "./objects.ts";
import { type TreeCache, treeCache } from "./tree-cache.ts";

export interface RepositorySourceOptions {
  /** Ids of commits that the git directory has. */
  readonly mergeBase: string;
  readonly head: string;
  /** Makes the `derive` of this source from its `blobs`. */
  readonly deriving: (blobs: RepositorySource["blobs"]) => RepositorySource["derive"];
  readonly limits?: Partial<SourceLimits>;
  /** Shared by sources of the same git directory to list each tree once. */
  readonly trees?: TreeCache;
}

interface SourceLimits extends BlobLimits {
  /** Entries of a tree and changes, each: longer lists are cut short and say so. */
  readonly maxEntries: number;
}

const defaultLimits: SourceLimits = { maxBlobBytes: 5_000_000, maxTotalBytes: 1 << 29, maxEntries: 500_000 };

/** So many pairs of added and deleted files are compared to find renames that also changed the content. */
const renameLimit = 500;

/** A repository source over a git directory. Each listing is asked of git once. */
export function openRepositorySource(git: GitDirectory, options: RepositorySourceOptions): RepositorySource {
  const limits = { ...defaultLimits, ...options.limits };
  const trees = options.trees ?? treeCache();
  const shas = { base: options.mergeBase, head: options.head };
  const blobs: RepositorySource["blobs"] = (ids) => readBlobs(git.objects, ids, limits);
  let changes: Promise<Listing<Change>> | undefined;
  return {
    mergeBase: options.mergeBase,
    head: options.head,
    changes() {
      changes ??= listChanges(git, shas.base, shas.head, limits.maxEntries);
      return changes;
    },
    tree(side) {
      const key = `${git.commonDir}\0${shas[side]}\0${limits.maxEntries}`;
      return trees.get(key, () => listTree(git.objects, shas[side], limits.maxEntries));
    },
    blobs,
    derive: options.deriving(blobs),
  };
}

async function listTree(place: ObjectPlace, commit: string, maxEntries: number): Promise<Listing<TreeEntry>> {
  const records = nulRecords();
  const items: TreeEntry[] = [];
  let complete = true;
  const command = {
    args: ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit],
    ...place,
    take(piece: Buffer) {
      for (const record of records.push(piece)) {
        const entry = parseTreeRecord(record);
        if (entry !== undefined && items.length < maxEntries) items.push(entry);
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

async function listChanges(
  git: GitDirectory,
  base: string,
  head: string,
  maxEntries: number,
): Promise<Listing<Change>> {
  const records = nulRecords();
  const reader = diffReader(maxEntries);
  const take = (piece: Buffer) => {
    reader.push(records.push(piece));
    return true;
  };
  try {
    await runGitOrFail({ args: ["diff-tree", ...diffOptions, "--end-of-options", base, head], ...git.objects, take });
    const diff = reader.end();
    return { items: diff.changes.map((change) => withLines(change, diff.lines)), complete: diff.complete };
  } catch (cause) {
    throw changesFault(git, cause);
  }
}

function changesFault(git: GitDirectory, cause: unknown): unknown {
  const details = { cause, retry: false };
  if (cause instanceof UnexpectedRecord) {
    return new Fault("GIT_FAILED", `git diff-tree printed what cannot be read: ${cause.message}`, details);
  }
  if (!git.partial || !(cause instanceof Fault) || cause.code !== "GIT_FAILED") return cause;
  const advice = "This partial clone lacks files that changed. Run `git diff` between the two commits to fetch them";
  return new Fault("GIT_FAILED", `${advice}. (${cause.message})`, details);
}

function withLines(change: ListedChange, counts: ReadonlyMap<string, LineCounts>): Change {
  const lines = counts.get(change.path);
  if (lines === undefined) throw new UnexpectedRecord("A change has no count of lines.");
  return { ...change, lines };
}

/** Nothing of the user's configuration and nothing of the repository may change what counts as a change. */
const diffOptions = [
  "-r",
  "-z",
  "--raw",
  "--numstat",
  "--no-abbrev",
  "--find-renames=50%",
  `-l${renameLimit}`,
  "--no-rename-empty",
  "--diff-algorithm=myers",
  "--ignore-submodules=none",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
];
