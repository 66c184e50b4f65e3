import { code } from "./characters.ts";
import { type Cursor, close, complain, frame, open, passedOperator, passedValue } from "./cursor.ts";
import { passTemplate } from "./literals.ts";

const conditionWords: ReadonlySet<string> = new Set(["if", "while", "for", "with"]);
const blockWords: ReadonlySet<string> = new Set(["else", "do", "try", "finally"]);

/** Passes a bracket, keeping account of what is open. False when the character is none. */
export function passBracket(cursor: Cursor, character: number): boolean {
  const { position } = cursor;
  switch (character) {
    case code.openParenthesis:
      openBracket(cursor, conditionWords.has(cursor.lastWord) ? frame.condition : frame.parenthesis, false);
      return true;
    case code.openBracket:
      openBracket(cursor, frame.bracket, false);
      return true;
    case code.openBrace: {
      const isBlock = cursor.beforeStatement || cursor.afterValue || blockWords.has(cursor.lastWord);
      openBracket(cursor, isBlock ? frame.block : frame.object, isBlock);
      return true;
    }
    case code.closeParenthesis:
      cursor.position = position + 1;
      closeParenthesis(cursor, position);
      return true;
    case code.closeBracket:
      cursor.position = position + 1;
      if (matches(cursor, position, isBracket)) close(cursor);
      passedValue(cursor);
      return true;
    case code.closeBrace:
      cursor.position = position + 1;
      closeBrace(cursor, position);
      return true;
    default:
      return false;
  }
}

function openBracket(cursor: Cursor, kind: number, beforeStatement: boolean): void {
  const { position } = cursor;
  cursor.position += 1;
  passedOperator(cursor, beforeStatement);
  open(cursor, kind, position);
}

function closeParenthesis(cursor: Cursor, position: number): void {
  const isCondition = cursor.frames.at(-1) === frame.condition;
  if (matches(cursor, position, isParenthesis)) close(cursor);
  if (isCondition) passedOperator(cursor, true);
  else passedValue(cursor);
}

function isParenthesis(kind: number): boolean {
  return kind === frame.parenthesis || kind === frame.condition;
}

function isBracket(kind: number): boolean {
  return kind === frame.bracket;
}

/** Whether what is open can be closed here. One bracket that was forgotten in between is closed, too. */
function matches(cursor: Cursor, position: number, fits: (kind: number) => boolean): boolean {
  const { frames, openedAt } = cursor;
  const inner = frames.at(-1);
  if (inner !== undefined && fits(inner)) return true;
  const outer = frames.at(-2);
  if (inner === undefined || inner > frame.bracket || outer === undefined || !fits(outer)) {
    complain(cursor, "unmatched-bracket", position);
    return false;
  }
  complain(cursor, "unclosed-bracket", openedAt.at(-1) ?? position);
  close(cursor);
  return true;
}

/** A brace closes the nearest brace, however many other brackets were forgotten inside of it. */
function closeBrace(cursor: Cursor, position: number): void {
  const { frames, openedAt } = cursor;
  let kind = frames.at(-1);
  if (kind !== undefined && kind <= frame.bracket) complain(cursor, "unclosed-bracket", openedAt.at(-1) ?? position);
  while (kind !== undefined && kind <= frame.bracket) {
    close(cursor);
    kind = frames.at(-1);
  }
  if (kind === undefined) {
    complain(cursor, "unmatched-bracket", position);
    passedOperator(cursor, true);
    return;
  }
  close(cursor);
  if (kind === frame.template) passTemplate(cursor);
  else if (kind === frame.object) passedValue(cursor);
  else passedOperator(cursor, true);
}
