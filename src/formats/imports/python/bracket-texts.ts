import { code, isIdentifierByte } from "./bytes.ts";
import { type Cursor, passBlanks, textBetween } from "./cursor.ts";
import { passString } from "./strings.ts";

/** A string literal between brackets. */
export interface BracketText {
  /** Empty where it is no plain text that stands alone, or none that could be the name of a module. */
  readonly text: string;
  readonly line: number;
  /**
   * Where it stands in the outermost bracket: the key or the value of an entry, the first of several values of an
   * entry, an item of its own, or anywhere else.
   */
  readonly role: "key" | "value" | "first" | "item" | "other";
}

/** Longer texts name no module, and so do those with more brackets around them. */
const maxTextLength = 500;
const maxDepth = 20;

interface OpenBracket {
  /** The arguments of a call or an index: what stands there is no value of the list. */
  readonly foreign: boolean;
  /** Stands where a dictionary has a value. */
  readonly isValue: boolean;
  afterColon: boolean;
  /** Nothing was read in it yet. */
  fresh: boolean;
}

/** So many bytes without any text are a table of numbers or the like. */
const maxBytesBare = 4_000;

/**
 * Reads every string literal between the bracket that the cursor stands on and its end. False when that has no end, or
 * the reader wants no more, or hardly anything is text.
 */
export function readBrackets(cursor: Cursor, take: (text: BracketText) => boolean): boolean {
  const { bytes } = cursor;
  const open: OpenBracket[] = [];
  let previous: number = code.comma;
  let bareFrom = cursor.position;
  while (cursor.position < bytes.length && cursor.position - bareFrom < maxBytesBare) {
    passBlanks(cursor, true);
    const byte = bytes[cursor.position] ?? 0;
    const last = open.at(-1);
    if (byte === code.doubleQuote || byte === code.singleQuote) {
      const text = readText(cursor, open, previous);
      bareFrom = cursor.position;
      if (text !== undefined && !take(text)) return false;
    } else if (isOpening(byte)) {
      if (open.length === maxDepth) return false;
      const foreign = last?.foreign === true || (last !== undefined && endsValue(previous));
      open.push({ foreign, isValue: last?.afterColon === true, afterColon: false, fresh: true });
      cursor.position += 1;
    } else if (isClosing(byte)) {
      open.pop();
      cursor.position += 1;
      if (open.length === 0) return true;
    } else {
      if (last !== undefined && byte === code.colon) last.afterColon = true;
      if (last !== undefined && byte === code.comma) last.afterColon = false;
      cursor.position += 1;
    }
    if (last !== undefined) last.fresh = false;
    previous = byte;
  }
  return false;
}

function isOpening(byte: number): boolean {
  return byte === code.openParenthesis || byte === 0x5b || byte === code.openBrace;
}

function isClosing(byte: number): boolean {
  return byte === code.closeParenthesis || byte === 0x5d || byte === code.closeBrace;
}

/** Whether a bracket behind this byte calls or indexes something. */
function endsValue(byte: number): boolean {
  return isIdentifierByte(byte) || isClosing(byte) || byte === code.doubleQuote || byte === code.singleQuote;
}

/** Passes the string that the cursor stands on. Undefined unless it is plain and stands alone between commas. */
function readText(cursor: Cursor, open: readonly OpenBracket[], previous: number): BracketText | undefined {
  const { bytes, position, line } = cursor;
  const bracket = open.at(-1);
  const before = { afterColon: bracket?.afterColon === true, fresh: bracket?.fresh === true };
  if (!passShort(cursor) && !passString(cursor)) return undefined;
  const end = cursor.position - 1;
  passBlanks(cursor, true);
  const next = bytes[cursor.position] ?? 0;
  const alone = (previous === code.comma || previous === code.colon || isOpening(previous)) && isSeparator(next);
  const first = bytes[position + 1] ?? 0;
  const mayBeName = (isIdentifierByte(first) || first === code.dot) && end - position <= maxTextLength;
  const text = alone && mayBeName ? textBetween(bytes, position + 1, end) : "";
  if (bracket === undefined || bracket.foreign) return undefined;
  return { text, line, role: roleOf(open, before, next) };
}

/** Passes a string of one line without a prefix, an escape or three quotes, as nearly all are. False for any other. */
function passShort(cursor: Cursor): boolean {
  const { bytes, position } = cursor;
  const quote = bytes[position];
  if (isIdentifierByte(bytes[position - 1]) || bytes[position + 1] === quote) return false;
  for (let at = position + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) {
      cursor.position = at + 1;
      return true;
    }
    if (byte === code.backslash || byte === code.lineFeed || byte === code.carriageReturn) return false;
  }
  return false;
}

function isSeparator(byte: number): boolean {
  return byte === code.comma || byte === code.colon || isClosing(byte);
}

function roleOf(
  open: readonly OpenBracket[],
  { afterColon, fresh }: Pick<OpenBracket, "afterColon" | "fresh">,
  next: number,
): BracketText["role"] {
  if (open.length === 1) return afterColon ? "value" : next === code.colon ? "key" : "item";
  return open.length === 2 && fresh && open[1]?.isValue === true ? "first" : "other";
}
