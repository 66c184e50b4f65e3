import type { ChangedLines } from "../../core/repository.ts";

/** Where files and lines of the merge base are in head; undefined for what the change removes. */
export interface LinesAfter {
  path(before: string): string | undefined;
  /** Both are 1-based. */
  line(pathBefore: string, before: number): number | undefined;
}

/** In time that hardly grows with the number of hunks: whoever makes a change chooses how many lines and hunks it has. */
export function linesAfter(changes: readonly ChangedLines[], deleted: readonly string[]): LinesAfter {
  const changeOf = new Map(
    changes.flatMap((change) => (change.pathBefore === undefined ? [] : [[change.pathBefore, change]])),
  );
  const gone = new Set(deleted);
  const stretchesOf = new Map<ChangedLines, readonly Stretch[]>();
  return {
    path: (before) => changeOf.get(before)?.path ?? (gone.has(before) ? undefined : before),
    line(pathBefore, before) {
      const change = changeOf.get(pathBefore);
      if (change === undefined) return before;
      const known = stretchesOf.get(change) ?? stretchesIn(change);
      stretchesOf.set(change, known);
      return lineAfter(known, before);
    },
  };
}

/** Lines of the merge base that a hunk removes, and by how much those behind it are shifted. */
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
