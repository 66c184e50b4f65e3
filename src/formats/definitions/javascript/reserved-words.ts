/** Words that are never names, and those that introduce something in the places where they stand for it. */
const words: ReadonlySet<string> = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for function if " +
    "import in instanceof new null return super switch this throw true try typeof var void while with yield let as from"
  ).split(" "),
);

export function isReservedWord(word: string): boolean {
  return words.has(word);
}
