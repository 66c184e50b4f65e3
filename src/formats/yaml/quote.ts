/** Foreign text inside a sentence: short, and recognisable as a quotation. */
export function quoteForReader(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `\`${short.replaceAll("`", "'")}\``;
}
