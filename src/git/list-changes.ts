import { Fault } from "../core/fault.ts";
import type { Listing } from "../core/listing.ts";
import type { Change, LineCounts } from "../core/repository.ts";
import { diffReader, type ListedChange, UnexpectedRecord } from "../formats/git/diff.ts";
import { nulRecords } from "../formats/git/records.ts";
import type { GitDirectory } from "./clone.ts";
import { runGitOrFail } from "./git.ts";

/** So many pairs of added and deleted files are compared to find renames that also changed the content. */
const renameLimit = 500;

/** Nothing of the user's configuration and nothing of the repository may change what counts as a change. */
export const patchOptions = [
  "-r",
  "--find-renames=50%",
  `-l${renameLimit}`,
  "--no-rename-empty",
  "--diff-algorithm=myers",
  "--ignore-submodules=none",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
];

const diffOptions = ["-z", "--raw", "--numstat", "--no-abbrev", ...patchOptions];

/** The files that differ between two commits, so many at most. */
export async function listChanges(
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
