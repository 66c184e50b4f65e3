import { closest, distance } from "fastest-levenshtein";

/** ` Did you mean …?`, or nothing when no known word is near. */
export function nearestWord(word: string, known: readonly string[]): string {
  // A word this long is no spelling mistake, and comparing it would take long.
  if (known.length === 0 || word.length > 100) return "";
  const nearest = closest(word, known);
  return distance(word, nearest) <= Math.max(2, Math.floor(nearest.length / 2)) ? ` Did you mean \`${nearest}\`?` : "";
}
