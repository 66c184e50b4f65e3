import { foldersUp } from "./paths.ts";

/** Something with a place in the tree: a folder, or a file with the folder it lies in. */
export interface Placed {
  readonly folder: string;
  readonly path: string;
}

/** Folders deeper than this are told apart by nobody; what is that deep was not made by people. */
const maxDepth = 64;

/**
 * Finds those that are nearest to a folder: they have the most folders above in common with it. Of many that are equally
 * near, the first `limit` by path. Looks at each once, however often it is asked.
 */
export function nearestOf(all: readonly Placed[], limit: number): (folder: string) => readonly string[] {
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return () => [only.path];
  let below: ReadonlyMap<string, readonly string[]> | undefined;
  return (folder) => {
    below ??= byFolder(all, limit);
    for (const above of foldersUp(cut(folder))) {
      const found = below.get(above);
      if (found !== undefined) return found;
    }
    return [];
  };
}

/** What is in each folder or below it. */
function byFolder(all: readonly Placed[], limit: number): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>();
  for (const { folder, path } of [...all].sort((left, right) => (left.path < right.path ? -1 : 1))) {
    for (const above of foldersUp(cut(folder))) {
      const known = below.get(above);
      if (known === undefined) below.set(above, [path]);
      else if (known.length < limit) known.push(path);
    }
  }
  return below;
}

function cut(folder: string): string {
  return folder.split("/", maxDepth).join("/");
}
