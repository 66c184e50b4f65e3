import { code, isBlank, isNameCharacter, isNewline } from "./characters.ts";
import { endOfLine } from "./literals.ts";

/** Where the next token begins, past blanks, line ends and comments; the text's end when a comment has none. */
export function passSpace(text: string, start: number): number {
  let position = start;
  while (position < text.length) {
    const character = text.charCodeAt(position);
    if (isBlank(character) || isNewline(character)) position += 1;
    else if (character !== code.slash) return position;
    else if (text.charCodeAt(position + 1) === code.slash) position = endOfLine(text, position);
    else if (text.charCodeAt(position + 1) === code.star) {
      const end = text.indexOf("*/", position + 2);
      position = end === -1 ? text.length : end + 2;
    } else return position;
  }
  return position;
}

/** The name at this place; empty when there is none. */
export function wordAt(text: string, start: number): string {
  let end = start;
  while (isNameCharacter(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
}
