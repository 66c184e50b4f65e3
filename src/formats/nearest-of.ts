import { closest, distance } from "fastest-levenshtein";

/** The known word that was probably meant by another; undefined where none is near. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  // A word this long is no spelling mistake, and comparing it would take long.
  if (known.length === 0 || word.length > 100) return undefined;
  const nearest = closest(word, known);
  const tolerated = Math.max(2, Math.floor(nearest.length / 2));
  return distance(word, nearest) <= tolerated ? nearest : undefined;
}
