import { code, isBlank, isNameCharacter, isNewline, isQuote } from "./characters.ts";
import { type Cursor, close, complain, frame, mayReread, open, passedOperator, passedValue } from "./cursor.ts";
import { passLineEnd } from "./line-ends.ts";
import { passComment } from "./literals.ts";

/** Where the last closing tag of each name begins. One look at the whole file, since `<T>` may be no element at all. */
export type ClosingTags = ReadonlyMap<string, number>;

export function closingTags(text: string): ClosingTags {
  const last = new Map<string, number>();
  for (let at = text.indexOf("</"); at !== -1; at = text.indexOf("</", at + 2)) {
    last.set(nameAt(text, at + 2), at);
  }
  return last;
}

/** Names of tags may have dots, hyphens and a colon. They are short; a longer one is no name. */
function nameAt(text: string, start: number): string {
  let end = start;
  while (end - start < 200 && (isNameCharacter(text.charCodeAt(end)) || isJoint(text.charCodeAt(end)))) end += 1;
  return text.slice(start, end);
}

function isJoint(character: number): boolean {
  return character === code.dot || character === code.minus || character === code.colon;
}

/** Opens a tag where the cursor stands on `<` in the place of a value or between tags. False when none begins here. */
export function openTag(cursor: Cursor, closing: ClosingTags): boolean {
  const { text, position } = cursor;
  const next = text.charCodeAt(position + 1);
  if (!isNameCharacter(next) && next !== code.greater) return false;
  const name = nameAt(text, position + 1);
  const kind = (closing.get(name) ?? -1) > position ? frame.tag : frame.loneTag;
  cursor.position = position + 1 + name.length;
  open(cursor, kind, position);
  return true;
}

/** Passes one token inside a tag. What no tag may hold shows that this was none; the token is then left for others. */
export function passTagToken(cursor: Cursor, closing: ClosingTags): void {
  const { text, position } = cursor;
  const character = text.charCodeAt(position);
  if (isNameCharacter(character) || isBlank(character) || isNewline(character) || isJoint(character)) {
    cursor.position += 1;
  } else if (character === code.equals && text.charCodeAt(position + 1) !== code.greater) cursor.position += 1;
  else if (character === code.openBrace) {
    cursor.position += 1;
    passedOperator(cursor);
    open(cursor, frame.expression, position);
  } else if (isQuote(character)) passAttribute(cursor, character);
  else if (character === code.greater) endTag(cursor);
  else if (character === code.slash && text.charCodeAt(position + 1) === code.greater) {
    cursor.position += 2;
    close(cursor);
    passedValue(cursor);
  } else if (character === code.slash && passComment(cursor)) return;
  else if (character !== code.less || !openTag(cursor, closing)) leaveTag(cursor);
}

/** Texts of attributes know no escapes and may have several lines. */
function passAttribute(cursor: Cursor, quote: number): void {
  const end = cursor.text.indexOf(String.fromCharCode(quote), cursor.position + 1);
  if (end === -1) leaveTag(cursor);
  else cursor.position = end + 1;
}

function leaveTag(cursor: Cursor): void {
  close(cursor);
  passedOperator(cursor);
}

function endTag(cursor: Cursor): void {
  cursor.position += 1;
  const last = cursor.frames.length - 1;
  if (cursor.frames[last] === frame.tag) cursor.frames[last] = frame.children;
  else leaveTag(cursor);
}

/** Passes text between tags up to the next tag or `{`; there are no strings and no comments in it. */
export function passChildren(cursor: Cursor, closing: ClosingTags): void {
  const { text } = cursor;
  let { position } = cursor;
  while (position < text.length && !isMark(text.charCodeAt(position))) position += 1;
  cursor.position = position;
  if (position >= text.length) return;
  if (isNewline(text.charCodeAt(position))) {
    passLineEnd(cursor);
    return;
  }
  if (text.charCodeAt(position) === code.openBrace) {
    cursor.position += 1;
    passedOperator(cursor);
    open(cursor, frame.expression, position);
  } else if (text.charCodeAt(position + 1) === code.slash) {
    const end = text.indexOf(">", position);
    cursor.position = end === -1 ? text.length : end + 1;
    close(cursor);
    passedValue(cursor);
  } else if (!openTag(cursor, closing)) cursor.position += 1;
}

function isMark(character: number): boolean {
  return character === code.less || character === code.openBrace || isNewline(character);
}

/** An element that never ends was perhaps none: what seemed to be its text is read again as a program. */
export function rereadElement(cursor: Cursor): void {
  const { frames, openedAt } = cursor;
  const start = openedAt.at(-1);
  if (start === undefined || frames.at(-1) !== frame.children) return;
  complain(cursor, "unclosed-element", start);
  if (mayReread(cursor, start)) cursor.position = start + 1;
  leaveTag(cursor);
}
