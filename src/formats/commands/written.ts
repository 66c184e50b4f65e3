/**
 * A word of a command as it has to be written: in quotation marks or backticks where it would not be one word. Undefined where
 * it has both, so that it could end either and go on as something else: no command has it.
 */
function writtenWord(text: string): string | undefined {
  if (/^[\w./@+:,=~*-]+$/.test(text) && !text.startsWith("-")) return text;
  if (text.includes('"') && text.includes("`")) return undefined;
  const mark = text.includes('"') ? "`" : '"';
  return `${mark}${text}${mark}`;
}

/** Words of a command with a blank between them; undefined where one cannot be written. */
export function writtenWords(texts: readonly string[]): string | undefined {
  const words = texts.flatMap((text) => writtenWord(text) ?? []);
  return words.length === texts.length ? words.join(" ") : undefined;
}
