import { pathRoom } from "./path-room.ts";
import { kindOfMode, type ListedEntry } from "./tree.ts";

/** One changed path as git prints it, before it is known how many lines changed. */
export type ListedChange =
  | { readonly status: "added"; readonly path: string; readonly after: ListedEntry }
  | { readonly status: "deleted"; readonly path: string; readonly before: ListedEntry }
  | {
      readonly status: "modified" | "renamed";
      readonly path: string;
      readonly before: ListedEntry;
      readonly after: ListedEntry;
    };

type ListedLines =
  | { readonly kind: "lines"; readonly added: number; readonly deleted: number }
  | { readonly kind: "binary" };

export interface ListedDiff {
  readonly changes: readonly ListedChange[];
  /** By the path of the change. */
  readonly lines: ReadonlyMap<string, ListedLines>;
  /** False when there were more changes than were kept. */
  readonly complete: boolean;
}

/** Thrown for a record that git does not print. */
export class UnexpectedRecord extends Error {}

/**
 * Reads the records of `git diff-tree -r -M --raw --numstat -z`: all raw records, then one count for each of them.
 * A renamed file takes three records in both parts. No more than `maxChanges` are kept, nor more than `pathRoom` has room for.
 */
export function diffReader(maxChanges: number): { push(records: readonly string[]): void; end(): ListedDiff } {
  const changes: ListedChange[] = [];
  const lines = new Map<string, ListedLines>();
  const kept = new Set<string>();
  const hasRoom = pathRoom(maxChanges);
  let complete = true;
  let waiting: string[] = [];

  function take(record: readonly string[]): void {
    const [first = "", ...paths] = record;
    if (!first.startsWith(":")) {
      const counted = parseNumstat(first, paths);
      if (kept.has(counted.path)) lines.set(counted.path, counted.lines);
    } else if (!hasRoom(paths)) complete = false;
    else {
      const change = parseRaw(first, paths);
      changes.push(change);
      kept.add(change.path);
    }
  }

  return {
    push(records) {
      for (const record of records) {
        waiting.push(record);
        if (waiting.length < partsOf(waiting[0] ?? "")) continue;
        take(waiting);
        waiting = [];
      }
    },
    end() {
      if (waiting.length > 0) throw new UnexpectedRecord("The list of changes ends in the middle of a record.");
      return { changes, lines, complete };
    },
  };
}

/** Of how many NUL-separated parts the record that begins with this consists. */
function partsOf(first: string): number {
  if (!first.startsWith(":")) return first.endsWith("\t") ? 3 : 1;
  return /^[RC]/.test(statusOf(first)) ? 3 : 2;
}

function statusOf(header: string): string {
  return header.slice(header.lastIndexOf(" ") + 1);
}

/** `:<mode> <mode> <id> <id> <status>` and one path, or two when the file was renamed or copied. */
function parseRaw(header: string, paths: readonly string[]): ListedChange {
  const [beforeMode = "", afterMode = "", beforeId = "", afterId = ""] = header.slice(1).split(" ");
  const [path, newPath] = paths;
  if (path === undefined) throw new UnexpectedRecord("A change has no path.");
  const status = statusOf(header);
  switch (status[0]) {
    case "A":
      return { status: "added", path, after: entryOf(path, afterMode, afterId) };
    case "D":
      return { status: "deleted", path, before: entryOf(path, beforeMode, beforeId) };
    case "M":
    case "T":
      return pairOf("modified", entryOf(path, beforeMode, beforeId), entryOf(path, afterMode, afterId));
    case "R":
      return pairOf("renamed", entryOf(path, beforeMode, beforeId), entryOf(newPath ?? "", afterMode, afterId));
    default:
      throw new UnexpectedRecord(`A change has the unknown status ${status}.`);
  }
}

function pairOf(status: "modified" | "renamed", before: ListedEntry, after: ListedEntry): ListedChange {
  return { status, path: after.path, before, after };
}

function entryOf(path: string, mode: string, id: string): ListedEntry {
  const kind = kindOfMode(mode);
  if (kind === undefined || id === "" || path === "") throw new UnexpectedRecord(`A change has the mode ${mode}.`);
  return { path, kind, id };
}

/** `<added>TAB<deleted>TAB<path>`; for a rename the path is empty and the old and the new one follow. */
function parseNumstat(
  header: string,
  paths: readonly string[],
): { readonly path: string; readonly lines: ListedLines } {
  const firstTab = header.indexOf("\t");
  const secondTab = header.indexOf("\t", firstTab + 1);
  if (firstTab === -1 || secondTab === -1) throw new UnexpectedRecord("A count of lines is not one.");
  const path = paths[1] ?? header.slice(secondTab + 1);
  const added = header.slice(0, firstTab);
  const deleted = header.slice(firstTab + 1, secondTab);
  if (added === "-" && deleted === "-") return { path, lines: { kind: "binary" } };
  if (!/^\d+$/.test(added) || !/^\d+$/.test(deleted)) throw new UnexpectedRecord("A count of lines is no number.");
  return { path, lines: { kind: "lines", added: Number(added), deleted: Number(deleted) } };
}
