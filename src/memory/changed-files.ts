import type { Change, ChangedLines, EntryKind, LineCounts, TreeEntry } from "../core/repository.ts";
import { movedLines } from "../formats/git/moved-lines.ts";
import { countLines } from "./count-lines.ts";
import { hunksBetween } from "./line-hunks.ts";

/** A file with its bytes; a submodule has none. */
export interface StoredFile {
  readonly entry: TreeEntry;
  readonly bytes: Uint8Array;
}

/** What git would report between two trees with rename detection, as far as a rename keeps the content. */
export function changedFiles(base: readonly StoredFile[], head: readonly StoredFile[]): readonly Change[] {
  const before = new Map(base.map((file) => [file.entry.path, file]));
  const after = new Map(head.map((file) => [file.entry.path, file]));
  const gone = base.filter((file) => !after.has(file.entry.path));

  const changes: Change[] = [];
  for (const file of head) {
    const old = before.get(file.entry.path);
    if (old !== undefined && !isSame(old.entry, file.entry)) changes.push(change("modified", old, file));
  }
  const renamed = new Set<StoredFile>();
  for (const file of head) {
    if (before.has(file.entry.path)) continue;
    const origin = originOf(file, gone, renamed);
    if (origin === undefined) changes.push(added(file));
    else {
      renamed.add(origin);
      changes.push(change("renamed", origin, file));
    }
  }
  for (const file of gone) if (!renamed.has(file)) changes.push(deleted(file));
  return changes.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

/** Which lines differ in every file that head has. A submodule has none. */
export function changedLines(
  changes: readonly Change[],
  base: readonly StoredFile[],
  head: readonly StoredFile[],
): readonly ChangedLines[] {
  const before = new Map(base.map((file) => [file.entry.path, file]));
  const after = new Map(head.map((file) => [file.entry.path, file]));
  const hunks = changes.map((change) => {
    const old = change.status === "added" ? undefined : before.get(change.before.path);
    const now = change.status === "deleted" ? undefined : after.get(change.path);
    return hunksBetween(contentOf(old), contentOf(now));
  });
  const moved = movedLines(hunks);
  return changes.flatMap((change, index) => {
    if (change.status === "deleted") return [];
    const pathBefore = change.status === "added" ? undefined : change.before.path;
    const places = (hunks[index] ?? []).map(({ before, after }) => ({ before, after }));
    const lines = (moved[index] ?? []).map(({ line, from }) => ({
      line,
      from: { path: pathBeforeOf(changes[from.file]), line: from.line },
    }));
    return [{ path: change.path, pathBefore, hunks: places, unread: change.lines.kind === "binary", moved: lines }];
  });
}

function pathBeforeOf(change: Change | undefined): string {
  return change === undefined || change.status === "added" ? "" : change.before.path;
}

function typeOf(kind: EntryKind): EntryKind {
  return kind === "executable" ? "file" : kind;
}

function isSame(entry: TreeEntry, other: TreeEntry): boolean {
  return entry.kind === other.kind && entry.id === other.id;
}

/** Like git, prefers a file of the same name, uses each origin once, and never calls an empty file renamed. */
function originOf(file: StoredFile, gone: readonly StoredFile[], used: ReadonlySet<StoredFile>) {
  if (file.entry.kind !== "submodule" && file.bytes.length === 0) return undefined;
  const origins = gone.filter(
    (origin) =>
      !used.has(origin) && origin.entry.id === file.entry.id && typeOf(origin.entry.kind) === typeOf(file.entry.kind),
  );
  return origins.find((origin) => nameOf(origin.entry.path) === nameOf(file.entry.path)) ?? origins[0];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function change(status: "modified" | "renamed", before: StoredFile, after: StoredFile): Change {
  return { status, path: after.entry.path, before: before.entry, after: after.entry, lines: linesOf(before, after) };
}

function added(file: StoredFile): Change {
  return { status: "added", path: file.entry.path, after: file.entry, lines: linesOf(undefined, file) };
}

function deleted(file: StoredFile): Change {
  return { status: "deleted", path: file.entry.path, before: file.entry, lines: linesOf(file, undefined) };
}

/** A submodule counts as one line: the commit that it points at. */
function linesOf(before: StoredFile | undefined, after: StoredFile | undefined): LineCounts {
  return countLines(contentOf(before), contentOf(after));
}

function contentOf(file: StoredFile | undefined): Uint8Array {
  if (file === undefined) return new Uint8Array();
  if (file.entry.kind !== "submodule") return file.bytes;
  return new TextEncoder().encode(`Subproject commit ${file.entry.id}\n`);
}
