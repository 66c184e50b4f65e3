/** Files that share so many of their last segments with a path, and no file shares more. */
export interface CommonEnd {
  readonly segments: number;
  /** Not more than are worth naming. */
  readonly paths: readonly string[];
}

const maxPaths = 20;

/** Finds the longest end that a path has in common with any of these, in time that hardly grows with their number. */
export function commonEnds(paths: readonly string[]): (segments: readonly string[]) => CommonEnd {
  // Read backwards, paths with the same end begin alike, so that sorting puts them side by side.
  const entries = paths.map((path) => ({ path, key: keyOf(path.split("/")) }));
  const sorted = entries.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const deepest = Math.max(0, ...new Set(paths.map((path) => path.split("/").length)));
  return (whole) => {
    const segments = whole.slice(-deepest);
    const place = placeOf(sorted, keyOf(segments));
    const neighbours = [sorted[place - 1], sorted[place]].flatMap((entry) => (entry === undefined ? [] : [entry]));
    const shared = Math.max(0, ...neighbours.map(({ path }) => sharedSegments(path.split("/"), segments)));
    if (shared === 0) return { segments: 0, paths: [] };
    const start = keyOf(segments.slice(-shared));
    const first = placeOf(sorted, start);
    const near = sorted.slice(first, first + maxPaths).filter(({ key }) => key.startsWith(start));
    return { segments: shared, paths: near.map(({ path }) => path) };
  };
}

function keyOf(segments: readonly string[]): string {
  return segments
    .toReversed()
    .map((name) => `${name}/`)
    .join("");
}

/** Of the first entry that is not before the key. */
function placeOf(sorted: readonly { readonly key: string }[], key: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.key ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many last segments two paths have in common. */
export function sharedSegments(one: readonly string[], other: readonly string[]): number {
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one.at(-1 - shared) === other.at(-1 - shared)) shared += 1;
  return shared;
}
