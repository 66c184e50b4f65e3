import { code, isNameByte } from "./bytes.ts";
import { type Cursor, complain, keepWord, open, passLine } from "./cursor.ts";
import { textBetween } from "./names.ts";

/** Kinds of frames: what encloses a place. Above them are those of templates, which say how their string goes on. */
export const frame = { parenthesis: 0, bracket: 1, brace: 2 } as const;
const firstTemplate = 3;

export function isTemplate(kind: number): boolean {
  return kind >= firstTemplate;
}

/** How a string is read: over lines or not, and how many `$` begin a template in it. */
interface StringForm {
  readonly long: boolean;
  /** Zero where nothing does. */
  readonly dollars: number;
}

function frameOf({ long, dollars }: StringForm): number {
  return firstTemplate + 2 * dollars + (long ? 1 : 0);
}

/** Goes on with the string whose template was just closed. */
export function resumeString(cursor: Cursor, kind: number): void {
  const rest = kind - firstTemplate;
  passText(cursor, { long: rest % 2 === 1, dollars: rest >> 1 });
}

/** Passes a string from its opening quotes on, up to its end or the first template in it. */
export function passString(cursor: Cursor): void {
  const { bytes, position } = cursor;
  const long = bytes[position + 1] === code.doubleQuote && bytes[position + 2] === code.doubleQuote;
  cursor.position += long ? 3 : 1;
  passText(cursor, { long, dollars: cursor.language === "kotlin" ? Math.max(1, dollarsBefore(bytes, position)) : 0 });
}

/** `$$"..."` asks for two `$` before a brace. Nobody needs many. */
function dollarsBefore(bytes: Uint8Array, position: number): number {
  let count = 0;
  while (count < 100 && bytes[position - 1 - count] === code.dollar) count += 1;
  return count;
}

function passText(cursor: Cursor, form: StringForm): void {
  const { bytes, language, line } = cursor;
  const escapes = !form.long || language === "java";
  for (let position = cursor.position; position < bytes.length; position += 1) {
    const byte = bytes[position];
    if (byte === code.lineFeed && !form.long) {
      complain(cursor, "unterminated-string");
      cursor.position = position;
      return;
    }
    if (byte === code.lineFeed) cursor.line += 1;
    else if (byte === code.backslash && escapes) {
      if (bytes[position + 1] !== code.lineFeed) position += 1;
    } else if (byte === code.doubleQuote) {
      const end = endOfQuotes(bytes, position, form.long);
      if (end === -1) continue;
      cursor.position = end;
      return;
    } else if (byte === code.dollar && form.dollars > 0) {
      const behind = behindDollars(bytes, position);
      if (bytes[behind] === code.openBrace && behind - position >= form.dollars) {
        cursor.position = behind + 1;
        open(cursor, frameOf(form));
        return;
      }
      position = endOfWord(cursor, behind) - 1;
    }
  }
  complain(cursor, "unterminated-string", line);
  cursor.position = bytes.length;
}

function behindDollars(bytes: Uint8Array, start: number): number {
  let end = start;
  while (bytes[end] === code.dollar) end += 1;
  return end;
}

/** Behind the name that stands in a text, as in `"$name"`. */
function endOfWord(cursor: Cursor, start: number): number {
  const { bytes, words } = cursor;
  let end = start;
  while (isNameByte(bytes[end]) && bytes[end] !== code.dollar) end += 1;
  if (words !== undefined && end > start) keepWord(cursor, textBetween(cursor, start, end));
  return end;
}

/** Behind the quotes that close a string; -1 when these do not. A long string may end with quotes of its own. */
function endOfQuotes(bytes: Uint8Array, position: number, long: boolean): number {
  if (!long) return position + 1;
  if (bytes[position + 1] !== code.doubleQuote || bytes[position + 2] !== code.doubleQuote) return -1;
  let end = position + 3;
  while (bytes[end] === code.doubleQuote) end += 1;
  return end;
}

/** Passes a character between quotes. A quote that its line does not close is passed alone. */
export function passCharacter(cursor: Cursor): void {
  const { bytes } = cursor;
  for (let position = cursor.position + 1; position < bytes.length; position += 1) {
    const byte = bytes[position];
    if (byte === code.lineFeed) break;
    if (byte === code.backslash) position += 1;
    else if (byte === code.singleQuote) {
      cursor.position = position + 1;
      return;
    }
  }
  complain(cursor, "unterminated-string");
  passLine(cursor);
}
