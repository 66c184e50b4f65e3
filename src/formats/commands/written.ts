/** A word of a command as it has to be written: in quotation marks or backticks where it would not be one word. */
export function writtenWord(text: string): string {
  if (/^[\w./@+:,=~*-]+$/.test(text) && !text.startsWith("-")) return text;
  const mark = text.includes('"') ? "`" : '"';
  return `${mark}${text}${mark}`;
}
