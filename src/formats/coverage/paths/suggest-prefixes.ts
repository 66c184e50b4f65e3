import type { PathFinder, PathSurroundings } from "./find-paths.ts";
import { isInstalled } from "./installed.ts";
import { withSlashes } from "./spelling.ts";

export interface SuggestedPrefix {
  /** Ends with `/`, and is more than that. */
  readonly prefix: string;
  /** Paths that lead to a file of the tree with it, and to none without it. */
  readonly paths: number;
}

/** A path that leads to no file, and with what it was looked for. */
export interface LostPath {
  readonly path: string;
  readonly around: PathSurroundings;
}

/** Paths that are looked at, roots of each, and the folders that one may have: a report may name very many, and very deep ones. */
const maxPaths = 2_000;
const maxRoots = 10;
const maxFolders = 40;
const maxSuggestions = 5;

/**
 * What to declare as a prefix so that these paths lead to files of the tree; most useful first. Each is tried out. None is
 * suggested for a folder of installed packages: those are rarely what a repository means to test.
 */
export function suggestPrefixes(lost: readonly LostPath[], find: PathFinder): readonly SuggestedPrefix[] {
  const counts = new Map<string, number>();
  for (const one of lost.slice(0, maxPaths)) {
    const prefix = prefixThatFits(one, find);
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return [...counts]
    .map(([prefix, paths]) => ({ prefix, paths }))
    .toSorted((left, right) => right.paths - left.paths || right.prefix.length - left.prefix.length)
    .slice(0, maxSuggestions);
}

/** The first is the one that leaves the longest path. */
function prefixThatFits({ path, around }: LostPath, find: PathFinder): string | undefined {
  for (const full of [path, ...around.roots.slice(0, maxRoots).map((root) => `${root}/${path}`)].map(withSlashes)) {
    if (full.split("/", maxFolders + 2).length > maxFolders + 1) continue;
    for (let slash = full.indexOf("/", 1); slash !== -1; slash = full.indexOf("/", slash + 1)) {
      const prefix = full.slice(0, slash + 1);
      if (isInstalled(prefix)) break;
      const found = find(path, { ...around, prefixes: [...around.prefixes, { prefix, folder: "" }] });
      if (found.kind === "found" && found.by === "prefix") return prefix;
    }
  }
  return undefined;
}
