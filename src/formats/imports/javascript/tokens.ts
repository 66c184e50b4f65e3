import { passBracket } from "./brackets.ts";
import { code, isBlank, isDigit, isNameCharacter, isNewline, isQuote } from "./characters.ts";
import { type Cursor, complain, frame, passedOperator, passedValue } from "./cursor.ts";
import { type ClosingTags, closingTags, openTag, passChildren, passTagToken, rereadElement } from "./elements.ts";
import { passLineEnd } from "./line-ends.ts";
import { endOfLine, passComment, passRegularExpression, passString, passTemplate } from "./literals.ts";
import { keepReferences } from "./references.ts";
import { passWord } from "./words.ts";

/** Reads a whole file, token by token. Walks without recursion, so that no nesting can exhaust the stack. */
export function readTokens(cursor: Cursor): void {
  const { text, frames } = cursor;
  const closing = closingTags(text);
  if (text.startsWith("#!")) cursor.position = endOfLine(text, 0);
  keepReferences(cursor);
  while (cursor.position < text.length) passAnyToken(cursor, closing);
  if (frames.length > 0 && !endedEarly(cursor)) complain(cursor, "unclosed-bracket", cursor.openedAt.at(-1) ?? 0);
}

/** Passes the next token, whatever it is in. */
export function passAnyToken(cursor: Cursor, closing: ClosingTags): void {
  const inside = cursor.frames.at(-1);
  if (inside === frame.children) passChildren(cursor, closing);
  else if (inside === frame.tag || inside === frame.loneTag) passTagToken(cursor, closing);
  else passToken(cursor, closing);
  if (cursor.position >= cursor.text.length) rereadElement(cursor);
}

function endedEarly({ problems }: Cursor): boolean {
  return problems.some(({ kind }) => kind === "nested-too-deep" || kind === "too-many-imports");
}

function passToken(cursor: Cursor, closing: ClosingTags): void {
  const { text, position } = cursor;
  const character = text.charCodeAt(position);
  if (isBlank(character)) passBlanks(cursor);
  else if (isNewline(character)) passLineEnd(cursor);
  else if (isDigit(character)) passNumber(cursor);
  else if (isNameCharacter(character)) passWord(cursor);
  else if (isQuote(character)) passString(cursor);
  else if (character === code.backtick) {
    cursor.position += 1;
    passTemplate(cursor);
  } else if (character === code.slash) passSlash(cursor);
  else if (character === code.less && !cursor.afterValue && openTag(cursor, closing)) return;
  else if (!passBracket(cursor, character)) passPunctuation(cursor, character);
}

/** All at once, since lines begin with many. */
function passBlanks(cursor: Cursor): void {
  const { text } = cursor;
  let position = cursor.position + 1;
  while (isBlank(text.charCodeAt(position))) position += 1;
  cursor.position = position;
}

function passNumber(cursor: Cursor): void {
  const { text } = cursor;
  do cursor.position += 1;
  while (isNameCharacter(text.charCodeAt(cursor.position)) || text.charCodeAt(cursor.position) === code.dot);
  passedValue(cursor);
}

function passSlash(cursor: Cursor): void {
  if (passComment(cursor)) return;
  if (!cursor.afterValue && passRegularExpression(cursor)) return;
  cursor.position += 1;
  passedOperator(cursor);
}

/** Every sign that is neither bracket, quote nor slash. */
function passPunctuation(cursor: Cursor, character: number): void {
  const { text, position } = cursor;
  const next = text.charCodeAt(position + 1);
  cursor.position += 1;
  if (character === 0) complain(cursor, "null-byte", position);
  if (character === code.dot) passDot(cursor, next);
  else if (character === code.question && next === code.dot && !isDigit(text.charCodeAt(position + 2))) {
    cursor.position += 1;
    passDot(cursor, 0);
  } else if (character === code.equals && next === code.greater) {
    cursor.position += 1;
    passedOperator(cursor, true);
  } else if ((character === code.plus || character === code.minus) && next === character) {
    cursor.position += 1;
    if (!cursor.afterValue || cursor.newline) passedOperator(cursor);
  } else if (character === code.exclamation && next !== code.equals && cursor.afterValue && !cursor.newline) {
    // `value!` of TypeScript is still a value.
    return;
  } else passedOperator(cursor, character === code.semicolon);
}

/** Behind one dot stands the name of a property, which may look like a keyword; behind three a value. */
function passDot(cursor: Cursor, next: number): void {
  const { text, position } = cursor;
  if (next === code.dot && text.charCodeAt(position + 1) === code.dot) {
    cursor.position += 2;
    passedOperator(cursor);
    return;
  }
  passedOperator(cursor);
  cursor.lastWord = ".";
}
