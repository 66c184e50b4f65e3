import type { ChangedLines } from "../../core/repository.ts";

/** Where files and lines of the merge base are in head; undefined for what the change removes. */
export interface LinesAfter {
  path(before: string): string | undefined;
  /** Both are 1-based. */
  line(pathBefore: string, before: number): number | undefined;
}

export function linesAfter(changes: readonly ChangedLines[], deleted: readonly string[]): LinesAfter {
  const changeOf = new Map(
    changes.flatMap((change) => (change.pathBefore === undefined ? [] : [[change.pathBefore, change]])),
  );
  const gone = new Set(deleted);
  return {
    path: (before) => changeOf.get(before)?.path ?? (gone.has(before) ? undefined : before),
    line: (pathBefore, before) => lineAfter(changeOf.get(pathBefore)?.hunks ?? [], before),
  };
}

function lineAfter(hunks: ChangedLines["hunks"], line: number): number | undefined {
  let shift = 0;
  for (const { before, after } of hunks) {
    // With a count of 0 the place is behind line `first`.
    const first = before.count === 0 ? before.first + 1 : before.first;
    if (line < first) break;
    if (line < first + before.count) return undefined;
    shift += after.count - before.count;
  }
  return line + shift;
}
