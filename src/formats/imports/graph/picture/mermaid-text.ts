import { plainText, shortText } from "./plain-text.ts";

/**
 * Foreign text inside a quoted Mermaid label. Mermaid reads labels as Markdown and HTML, so all but letters, digits
 * and harmless signs are written as the entities that it knows.
 */
export function mermaidLabel(text: string, maxCharacters?: number): string {
  const short = shortText(text, maxCharacters);
  return short.replaceAll(/[^\p{L}\p{N}\p{M}., …]|\.(?= )/gu, (character, index: number) =>
    /[_-]/.test(character) && isInsideWord(short, index) ? character : entityOf(character),
  );
}

/** Foreign text in a comment. Braces would begin a directive. */
export function mermaidComment(text: string): string {
  return `%% ${plainText(text).replaceAll(/[{}]/g, "'")}`;
}

/** After a dollar comes a word joiner, of no width, because two of them would begin a formula. */
function entityOf(character: string): string {
  return `#${character.codePointAt(0)};${character === "$" ? "#8288;" : ""}`;
}

/** Between two letters, an underscore never starts emphasis and a hyphen no list. */
function isInsideWord(text: string, index: number): boolean {
  const isLetter = (at: number) => /^[\p{L}\p{N}]$/u.test(text[at] ?? "");
  return isLetter(index - 1) && isLetter(index + 1);
}
