import type { Change } from "../../core/repository.ts";
import type { Ownership } from "./map/owner-of.ts";
import type { TouchedPath } from "./model.ts";

/** Where a file was and where it is; undefined where it was not there, or is no more. */
export interface TouchedFile {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function touchedFile(change: Change): TouchedFile {
  const { path, status } = change;
  switch (status) {
    case "added":
      return { before: undefined, after: path };
    case "deleted":
      return { before: path, after: undefined };
    case "modified":
    case "renamed":
      return { before: change.before.path, after: path };
  }
}

/** Every path that a change touches, with whose it is. A file that was renamed counts at both of its paths. */
export function touchedPaths(files: readonly TouchedFile[], find: (path: string) => Ownership): readonly TouchedPath[] {
  return files.flatMap(({ before, after }): readonly TouchedPath[] => {
    const changed: readonly TouchedPath[] =
      after === undefined ? [] : [{ path: after, as: "changed", shownAt: after, ownership: find(after) }];
    if (before === undefined || before === after) return changed;
    const as = after === undefined ? "deleted" : "renamed away";
    return [...changed, { path: before, as, shownAt: after, ownership: find(before) }];
  });
}
