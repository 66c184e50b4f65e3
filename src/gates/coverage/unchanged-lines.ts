import type { ChangedLines } from "../../core/repository.ts";

/** Where files and lines of an earlier commit are in head; undefined for what is gone. Lines are 1-based. */
export interface LinesAfter {
  path(before: string): string | undefined;
  /** In the same file, which may have another name. */
  line(pathBefore: string, before: number): number | undefined;
  /** In any file: a line that was moved is not gone. */
  place(pathBefore: string, before: number): Place | undefined;
}

export interface Place {
  readonly path: string;
  readonly line: number;
}

/** In time that hardly grows with the number of hunks: whoever makes a change chooses how many lines and hunks it has. */
export function linesAfter(changes: readonly ChangedLines[], deleted: readonly string[]): LinesAfter {
  const changeOf = new Map(
    changes.flatMap((change) => (change.pathBefore === undefined ? [] : [[change.pathBefore, change]])),
  );
  const gone = new Set(deleted);
  const stretchesOf = new Map<ChangedLines, readonly Stretch[]>();
  const moved = movedPlaces(changes);
  const path = (before: string) => changeOf.get(before)?.path ?? (gone.has(before) ? undefined : before);
  const line = (pathBefore: string, before: number) => {
    const change = changeOf.get(pathBefore);
    if (change === undefined) return gone.has(pathBefore) ? undefined : before;
    if (change.unread) return undefined;
    const known = stretchesOf.get(change) ?? stretchesIn(change);
    stretchesOf.set(change, known);
    return lineAfter(known, before);
  };
  const place = (pathBefore: string, before: number) => {
    const [here, there] = [line(pathBefore, before), path(pathBefore)];
    return here === undefined || there === undefined ? moved.get(pathBefore)?.get(before) : { path: there, line: here };
  };
  return { path, line, place };
}

function movedPlaces(changes: readonly ChangedLines[]): ReadonlyMap<string, ReadonlyMap<number, Place>> {
  const places = new Map<string, Map<number, Place>>();
  for (const { path, moved } of changes) {
    for (const { line, from } of moved) {
      const known = places.get(from.path) ?? new Map<number, Place>();
      places.set(from.path, known.set(from.line, { path, line }));
    }
  }
  return places;
}

/** Lines of the earlier commit that a hunk removes, and by how much those behind it are shifted. */
interface Stretch {
  readonly first: number;
  readonly end: number;
  readonly shift: number;
}

function stretchesIn({ hunks }: ChangedLines): readonly Stretch[] {
  let shift = 0;
  return hunks.map(({ before, after }) => {
    shift += after.count - before.count;
    // With a count of 0 the place is behind line `first`.
    const first = before.count === 0 ? before.first + 1 : before.first;
    return { first, end: first + before.count, shift };
  });
}

function lineAfter(stretches: readonly Stretch[], line: number): number | undefined {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.first ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const last = stretches[low - 1];
  if (last === undefined) return line;
  return line < last.end ? undefined : line + last.shift;
}
