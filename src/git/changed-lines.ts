import { Fault } from "../core/fault.ts";
import type { Listing } from "../core/listing.ts";
import type { Change, ChangedLines, EntryKind } from "../core/repository.ts";
import type { ListedChange } from "../formats/git/diff.ts";
import { hunkReader } from "../formats/git/hunks.ts";
import { movedLines } from "../formats/git/moved-lines.ts";
import type { GitDirectory } from "./clone.ts";
import { runGit } from "./git.ts";

/** So much of a patch is read. What a person can review has far less. */
const maxPatchBytes = 64 * 1024 * 1024;

/**
 * Reads which lines of each file the change touches. `changes` are those of the same two commits and options, in git's
 * order, since patches come in that order. Cut short when the patch is too long.
 */
export async function readChangedLines(
  git: GitDirectory,
  { base, head, options }: { readonly base: string; readonly head: string; readonly options: readonly string[] },
  changes: Listing<Change>,
): Promise<Listing<ChangedLines>> {
  const reader = hunkReader();
  let bytes = 0;
  const command = {
    args: ["diff-tree", "-p", "--unified=0", ...options, "--end-of-options", base, head],
    ...git.objects,
    take(piece: Buffer) {
      bytes += piece.length;
      if (bytes <= maxPatchBytes) reader.push(piece);
      return bytes <= maxPatchBytes;
    },
  };
  const { exitCode } = await runGit(command);
  if (bytes > maxPatchBytes) return { items: [], complete: false };
  const files = reader.end();
  const patched = changes.items.flatMap((change) => (isRetyped(change) ? [undefined, change] : [change]));
  if (exitCode !== 0 || (changes.complete && files.length !== patched.length)) throw unreadable;
  const moved = movedLines(files);
  // The half of a retyped file that went stands before the one that came.
  const origins = patched.map((change, index) => pathBeforeOf(change ?? patched[index + 1]));
  const items = patched.flatMap((change, index): readonly ChangedLines[] => {
    if (change === undefined || change.status === "deleted") return [];
    const hunks = (files[index] ?? []).map(({ before, after }) => ({ before, after }));
    const pathBefore = change.status === "added" || isRetyped(change) ? undefined : change.before.path;
    const lines = (moved[index] ?? []).map(({ line, from }) => ({
      line,
      from: { path: origins[from.file] ?? "", line: from.line },
    }));
    return [{ path: change.path, pathBefore, hunks, unread: change.lines.kind === "binary", moved: lines }];
  });
  return { items, complete: changes.complete };
}

const unreadable = new Fault("GIT_FAILED", "git diff-tree printed a patch that cannot be read.", { retry: false });

function pathBeforeOf(change: Change | undefined): string {
  return change === undefined || change.status === "added" ? "" : change.before.path;
}

/** Git prints a file that became a symbolic link, or the other way round, as one that went and one that came. */
export function isRetyped(change: ListedChange | Change): boolean {
  return change.status === "modified" && typeOf(change.before.kind) !== typeOf(change.after.kind);
}

function typeOf(kind: EntryKind): EntryKind {
  return kind === "executable" ? "file" : kind;
}
