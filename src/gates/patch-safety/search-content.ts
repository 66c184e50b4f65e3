import type { Blob, Change, ChangedLines, RepositorySource, TreeEntry } from "../../core/repository.ts";
import { isUtf8 } from "../../formats/is-utf8.ts";
import type { SensitiveFact, UnsearchedFact } from "./facts.ts";
import { leavesTree } from "./link-target.ts";

/** So many files are in memory at a time. */
const filesAtOnce = 50;
/** So many bytes of texts are looked through, and as many of links; what comes after them is told to be unread. */
const maxSearchedBytes = 256_000_000;
/** No system follows a longer target, and to take millions of names apart for each of thousands of links takes minutes. */
const maxTargetBytes = 4_096;
/** Git tells binary files by their first bytes up to this size, and takes all larger ones for binary: `core.bigFileThreshold`. */
const mostTold = 20 * 1024 * 1024;
/** So many lines of a file are told. */
const toldLines = 10;

export interface Searched {
  readonly found: readonly SensitiveFact[];
  readonly unsearched: readonly UnsearchedFact[];
}

/** Characters that change the direction of the text behind them. */
export const hiddenDirection = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * What only the content tells: where links lead, and what added lines hide. Links have a bound of their own: else enough text
 * before a link would hide it.
 */
export async function searchContent(
  repository: Pick<RepositorySource, "blobs">,
  changes: readonly Change[],
  changedLines: readonly ChangedLines[],
): Promise<Searched> {
  const linesOf = new Map(changedLines.map((changed) => [changed.path, changed]));
  const entries = changes.flatMap((change) => (change.status === "deleted" ? [] : [change.after]));
  const links = entries.filter(({ kind }) => kind === "symlink");
  const binary = new Set(changes.flatMap(({ path, lines }) => (lines.kind === "binary" ? [path] : [])));
  const texts = entries.filter(({ kind }) => kind === "file" || kind === "executable");
  const parts = [
    await search(
      repository,
      links,
      { kind: "symlinks", maxBytesEach: maxTargetBytes, isMeant: () => true },
      foundInLink,
    ),
    await search(
      repository,
      texts,
      {
        kind: "bidirectional-text",
        maxBytesEach: maxSearchedBytes,
        isMeant: ({ path }, blob) => !binary.has(path) || mayBeText(blob),
      },
      (entry, text) => foundInText(entry, text, linesOf.get(entry.path)),
    ),
  ];
  return { found: parts.flatMap(({ found }) => found), unsearched: parts.flatMap(({ unsearched }) => unsearched) };
}

/**
 * Whether what git takes for binary can be text all the same: one character that no text has is enough for git. In any other
 * file, such as an image, the bytes of a control character stand by chance.
 */
function mayBeText(blob: Blob): boolean {
  if (blob.kind === "bytes") return isUtf8(blob.bytes);
  return blob.kind === "missing" || blob.size > mostTold;
}

interface Search {
  readonly kind: UnsearchedFact["kind"];
  readonly maxBytesEach: number;
  /** Whether there is anything to look for. */
  isMeant(entry: TreeEntry, blob: Blob): boolean;
}

async function search(
  repository: Pick<RepositorySource, "blobs">,
  entries: readonly TreeEntry[],
  { kind, maxBytesEach, isMeant }: Search,
  find: (entry: TreeEntry, text: string) => readonly SensitiveFact[],
): Promise<Searched> {
  const found: SensitiveFact[] = [];
  const unsearched: UnsearchedFact[] = [];
  let left = maxSearchedBytes;
  for (let from = 0; from < entries.length; from += filesAtOnce) {
    const some = entries.slice(from, from + filesAtOnce);
    const blobs = await repository.blobs(some.map(({ id }) => id));
    for (const entry of some) {
      const blob: Blob = blobs.get(entry.id) ?? { kind: "missing" };
      left -= blob.kind === "bytes" ? blob.bytes.length : 0;
      const isLong = blob.kind === "bytes" && blob.bytes.length > maxBytesEach;
      if (!isMeant(entry, blob)) continue;
      if (blob.kind !== "bytes") unsearched.push({ kind, path: entry.path, unread: blob.kind });
      else if (isLong) unsearched.push({ kind, path: entry.path, unread: "too-large" });
      else if (left < 0) unsearched.push({ kind, path: entry.path, unread: "beyond-limit" });
      else found.push(...find(entry, new TextDecoder().decode(blob.bytes)));
    }
  }
  return { found, unsearched };
}

function foundInLink({ path }: TreeEntry, target: string): readonly SensitiveFact[] {
  if (!leavesTree(path, target)) return [];
  const shown = JSON.stringify(target.slice(0, 200));
  const what = `A symbolic link leads out of the repository: ${shown}.`;
  return [{ kind: "symlinks", path, what, there: true, lines: [] }];
}

function foundInText({ path }: TreeEntry, text: string, changed: ChangedLines | undefined): readonly SensitiveFact[] {
  if (!hiddenDirection.test(text)) return [];
  const lines = text.split("\n").flatMap((line, index) => (hiddenDirection.test(line) ? [index + 1] : []));
  const isAdded = (line: number) =>
    changed === undefined ||
    changed.unread ||
    changed.hunks.some(({ after: { first, count } }) => line >= first && line < first + count);
  const added = lines.filter(isAdded);
  if (added.length === 0) return [];
  const what =
    "Added lines have control characters that change the direction of text, so that it reads other than it is.";
  return [{ kind: "bidirectional-text", path, what, there: true, lines: added.slice(0, toldLines) }];
}
