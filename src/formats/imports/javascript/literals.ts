import { code, isNewline } from "./characters.ts";
import { type Cursor, complain, frame, mayReread, open, passedOperator, passedValue } from "./cursor.ts";

/** Passes a string from its opening quote on. One that its line does not close ends with the line. */
export function passString(cursor: Cursor): void {
  const { text, position } = cursor;
  const end = endOfString(text, position);
  if (end === -1) complain(cursor, "unterminated-string", position);
  cursor.position = end === -1 ? endOfLine(text, position) : end;
  passedValue(cursor);
}

/** Behind the closing quote; -1 when the line ends before. A backslash takes the line end with it. */
export function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let position = start + 1; position < text.length; position += 1) {
    const character = text.charCodeAt(position);
    if (character === quote) return position + 1;
    if (character === code.backslash) {
      position += 1;
      if (text.charCodeAt(position) === code.carriageReturn && text.charCodeAt(position + 1) === code.lineFeed) {
        position += 1;
      }
    } else if (character === code.lineFeed || character === code.carriageReturn) return -1;
  }
  return -1;
}

export function endOfLine(text: string, start: number): number {
  let position = start;
  while (position < text.length && !isNewline(text.charCodeAt(position))) position += 1;
  return position;
}

/** Passes the text of a template, from behind its backtick or behind a field, up to its end or the next field. */
export function passTemplate(cursor: Cursor): void {
  const { text, position: start } = cursor;
  for (let position = start; position < text.length; position += 1) {
    const character = text.charCodeAt(position);
    if (character === code.backslash) position += 1;
    else if (character === code.backtick) {
      cursor.position = position + 1;
      passedValue(cursor);
      return;
    } else if (character === code.dollar && text.charCodeAt(position + 1) === code.openBrace) {
      cursor.position = position + 2;
      passedOperator(cursor);
      open(cursor, frame.template, position);
      return;
    }
  }
  complain(cursor, "unterminated-template", start);
  cursor.position = mayReread(cursor, start) ? endOfLine(text, start) : text.length;
  passedOperator(cursor, true);
}

/** Passes a comment that the cursor stands on. False when there is none. */
export function passComment(cursor: Cursor): boolean {
  const { text, position } = cursor;
  const next = text.charCodeAt(position + 1);
  if (next === code.slash) {
    cursor.position = endOfLine(text, position);
    return true;
  }
  if (next !== code.star) return false;
  const end = text.indexOf("*/", position + 2);
  if (end === -1) {
    complain(cursor, "unterminated-comment", position);
    cursor.position = mayReread(cursor, position) ? endOfLine(text, position) : text.length;
    return true;
  }
  cursor.position = end + 2;
  // A line end inside of a comment counts as one.
  if (!cursor.newline) cursor.newline = text.slice(position, end).includes("\n");
  return true;
}

/**
 * Passes a regular expression, from its slash on, without its flags. False when the line does not close it; then it is
 * read again as something else, which is not done without end.
 */
export function passRegularExpression(cursor: Cursor): boolean {
  const { text, position: start } = cursor;
  let inClass = false;
  if (cursor.rereadable < 0) return false;
  for (let position = start + 1; position < text.length; position += 1) {
    const character = text.charCodeAt(position);
    if (isNewline(character)) {
      cursor.rereadable -= position - start;
      return false;
    }
    if (character === code.backslash) position += 1;
    else if (character === code.openBracket) inClass = true;
    else if (character === code.closeBracket) inClass = false;
    else if (character === code.slash && !inClass) {
      cursor.position = position + 1;
      passedValue(cursor);
      return true;
    }
  }
  cursor.rereadable -= text.length - start;
  return false;
}
