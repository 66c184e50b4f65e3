import { code } from "./bytes.ts";
import { type Cursor, passBlanks, readIdentifier, textBetween } from "./cursor.ts";

const maxNameLength = 1_000;
const equals = 0x3d;

/** Passes `name=` if the argument at the cursor is given by this name; else the cursor stays. */
export function readKeyword(cursor: Cursor, name: string): boolean {
  const { position, line } = cursor;
  passBlanks(cursor, true);
  if (readIdentifier(cursor) === name) {
    passBlanks(cursor, true);
    if (cursor.bytes[cursor.position] === equals && cursor.bytes[cursor.position + 1] !== equals) {
      cursor.position += 1;
      return true;
    }
  }
  cursor.position = position;
  cursor.line = line;
  return false;
}

/** The text of a plain string literal that is the whole argument; empty for anything else. Stands behind it then. */
export function readLiteral(cursor: Cursor): string {
  const { bytes } = cursor;
  passBlanks(cursor, true);
  const quote = bytes[cursor.position];
  if (quote !== code.doubleQuote && quote !== code.singleQuote) return "";
  const start = cursor.position + 1;
  let end = start;
  while (end < bytes.length && end - start <= maxNameLength && bytes[end] !== quote) {
    if (bytes[end] === code.backslash || bytes[end] === code.lineFeed) return "";
    end += 1;
  }
  if (bytes[end] !== quote || end === start) return "";
  cursor.position = end + 1;
  passBlanks(cursor, true);
  const next = bytes[cursor.position];
  return next === code.comma || next === code.closeParenthesis ? textBetween(bytes, start, end).normalize("NFKC") : "";
}
