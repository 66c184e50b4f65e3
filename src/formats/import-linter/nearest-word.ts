import { nearestKey } from "../yaml/known-keys.ts";

/** ` Did you mean …?`, or nothing when no known word is near. */
export function nearestWord(word: string, known: readonly string[]): string {
  const nearest = nearestKey(word, known);
  return nearest === undefined ? "" : ` Did you mean \`${nearest}\`?`;
}
