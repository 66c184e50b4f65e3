import { Fault } from "../../core/fault.ts";
import type { ChangedPath, OverlapChange, OverlapHunk } from "../../core/overlap.ts";
import { diffReader, type ListedChange } from "../../formats/git/diff.ts";
import { hunkReader } from "../../formats/git/hunks.ts";
import { nulRecords } from "../../formats/git/records.ts";
import { treePairReaders } from "../../formats/git/tree-pairs.ts";
import { isRetyped } from "../changed-lines.ts";
import { runGitOrFail } from "../git.ts";
import type { ObjectPlace } from "../objects.ts";

/** Two trees by their ids. */
export interface TreePair {
  readonly from: string;
  readonly to: string;
}

export interface Difference {
  readonly changes: readonly OverlapChange[];
  readonly complete: boolean;
}

export interface DifferenceLimits {
  /** Of one pair of trees. */
  readonly maxChanges: number;
  /** Of all patches of one question; who has more answers without lines. */
  readonly maxPatchBytes: number;
}

/** So many paths are compared to find renames: as many as git's merge compares. */
const renameLimit = 7_000;

/**
 * As git's merge compares: the same algorithm, without moving hunks to where they read well. `core.bigFileThreshold` of
 * every run keeps large files from being compared.
 */
const options = [
  "-r",
  "--find-renames=50%",
  `-l${renameLimit}`,
  "--no-rename-empty",
  "--ignore-submodules=none",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
];
const patchOptions = ["--unified=0", "--diff-algorithm=histogram", "--no-indent-heuristic"];

/**
 * What differs between trees, all pairs in two runs of git; `lines` says whether their hunks are wanted, too. A pair with
 * too long a patch, or with files that the repository lacks, has no lines, and in the latter case no renames, and is not
 * `complete`; the others do not suffer from it.
 */
export async function readDifferences(
  place: ObjectPlace,
  pairs: readonly TreePair[],
  limits: DifferenceLimits,
  lines: boolean,
): Promise<readonly Difference[]> {
  const read = await readTogether(place, pairs, limits, lines);
  if (read !== undefined) return read;
  if (pairs.length > 1) {
    const half = pairs.length >> 1;
    return [
      ...(await readDifferences(place, pairs.slice(0, half), limits, lines)),
      ...(await readDifferences(place, pairs.slice(half), limits, lines)),
    ];
  }
  const lists = await listChanges(place, pairs, limits, ["--no-renames"]);
  return lists.map(({ changes }) => ({ changes: changes.map(withoutLines), complete: false }));
}

/** Undefined when it has to be tried in smaller parts. */
async function readTogether(
  place: ObjectPlace,
  pairs: readonly TreePair[],
  limits: DifferenceLimits,
  lines: boolean,
): Promise<readonly Difference[] | undefined> {
  try {
    const lists = await listChanges(place, pairs, limits, []);
    if (!lines) return lists.map(({ changes, complete }) => ({ changes: changes.map(withoutLines), complete }));
    const hunks = await readHunks(place, pairs, limits);
    if (hunks !== undefined) return lists.map((list, at) => withHunks(list, hunks[at] ?? []));
    if (pairs.length > 1) return undefined;
    return lists.map(({ changes, complete }) => ({ changes: changes.map(withoutLines), complete }));
  } catch (cause) {
    if (cause instanceof Fault && cause.code === "GIT_FAILED") return undefined;
    throw cause;
  }
}

interface ChangeList {
  readonly changes: readonly ListedChange[];
  readonly complete: boolean;
}

async function listChanges(
  place: ObjectPlace,
  pairs: readonly TreePair[],
  limits: DifferenceLimits,
  further: readonly string[],
): Promise<readonly ChangeList[]> {
  const records = nulRecords();
  const splitter = treePairReaders(() => diffReader(limits.maxChanges));
  await runGitOrFail({
    args: ["diff-tree", "--stdin", "-z", "--raw", "--no-abbrev", ...options, ...further],
    ...place,
    input: inputOf(pairs),
    take(piece) {
      splitter.push(records.push(piece));
      return true;
    },
  });
  return splitter.end(pairs.length).map((reader) => reader.end());
}

/** The hunks of each file of each pair, in the order of the list; undefined when there are too many. */
async function readHunks(place: ObjectPlace, pairs: readonly TreePair[], limits: DifferenceLimits) {
  const reader = hunkReader();
  let bytes = 0;
  await runGitOrFail({
    args: ["diff-tree", "--stdin", "-p", ...options, ...patchOptions],
    ...place,
    input: inputOf(pairs),
    take(piece) {
      bytes += piece.length;
      if (bytes <= limits.maxPatchBytes) reader.push(piece);
      return true;
    },
  });
  return bytes > limits.maxPatchBytes ? undefined : reader.pairs();
}

function inputOf(pairs: readonly TreePair[]): Buffer {
  return Buffer.from(pairs.map(({ from, to }) => `${from} ${to}\n`).join(""), "latin1");
}

function withoutLines(change: ListedChange): OverlapChange {
  return { ...endsOf(change), hunks: undefined, union: false };
}

function endsOf(change: ListedChange): ChangedPath {
  return {
    before: change.status === "added" ? undefined : change.before,
    after: change.status === "deleted" ? undefined : change.after,
  };
}

/** A file that became a link, or the other way round, is printed as one that went and one that came. */
function withHunks({ changes, complete }: ChangeList, files: readonly (readonly OverlapHunk[])[]): Difference {
  let next = 0;
  const read = changes.map((change): OverlapChange => {
    const ends = endsOf(change);
    const hunks = files[next];
    next += isRetyped(change) ? 2 : 1;
    if (isRetyped(change)) return { ...ends, hunks: undefined, union: false };
    // Lines were not compared where content differs and no line does.
    const unread = hunks === undefined || (hunks.length === 0 && ends.before?.id !== ends.after?.id);
    return { ...ends, hunks: unread ? undefined : hunks, union: false };
  });
  return { changes: read, complete };
}
