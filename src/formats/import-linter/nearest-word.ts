import { nearestOf } from "../nearest-of.ts";

/** ` Did you mean …?`, or nothing when no known word is near. */
export function nearestWord(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? "" : ` Did you mean \`${nearest}\`?`;
}
