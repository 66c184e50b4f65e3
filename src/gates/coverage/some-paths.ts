/** So many paths of a list are shown. */
const maxPaths = 20;

/** The first paths of a list, and how many there are beyond them. */
export function somePaths(paths: readonly string[]): readonly string[] {
  const more = paths.length - maxPaths;
  return more > 0 ? [...paths.slice(0, maxPaths), `and ${more} more`] : paths;
}
