export interface SuggestedPrefix {
  /** Ends with `/`. */
  readonly prefix: string;
  /** Paths that lead to a file of the tree without it. */
  readonly paths: number;
}

/** Paths and folders of each that are looked at: a report may name very many, and very deep ones. */
const maxPaths = 2_000;
const maxFolders = 40;
const maxSuggestions = 5;

/** What to declare as a prefix so that these paths lead to files of the tree; most useful first. Each is tried out. */
export function suggestPrefixes(paths: readonly string[], tree: ReadonlySet<string>): readonly SuggestedPrefix[] {
  const counts = new Map<string, number>();
  for (const path of paths.slice(0, maxPaths)) {
    for (const prefix of prefixesThatFit(path.replaceAll("\\", "/"), tree)) {
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([prefix, fitting]) => ({ prefix, paths: fitting }))
    .toSorted((left, right) => right.paths - left.paths || right.prefix.length - left.prefix.length)
    .slice(0, maxSuggestions);
}

/** The first is the one that leaves the longest path. */
function prefixesThatFit(path: string, tree: ReadonlySet<string>): readonly string[] {
  let slash = path.indexOf("/");
  for (let folder = 0; slash !== -1 && folder < maxFolders; folder += 1) {
    const rest = path.slice(slash + 1);
    if (slash > 0 && tree.has(rest)) return [path.slice(0, slash + 1)];
    slash = path.indexOf("/", slash + 1);
  }
  return [];
}
