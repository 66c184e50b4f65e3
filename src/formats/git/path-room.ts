/** As long paths may be on average, in a list of many. */
const charactersEach = 200;
const charactersOfFew = 1_000_000;

/**
 * Tells of one entry of a list after the other whether it is kept, by its paths; after the first that is not, none is. Git keeps
 * equal folders once, and no name is too long for it: some kilobytes can be gigabytes of paths.
 */
export function pathRoom(maxEntries: number): (paths: readonly string[]) => boolean {
  const maxCharacters = charactersOfFew + maxEntries * charactersEach;
  let entries = 0;
  let characters = 0;
  return (paths) => {
    entries += 1;
    for (const path of paths) characters += path.length;
    return entries <= maxEntries && characters <= maxCharacters;
  };
}
