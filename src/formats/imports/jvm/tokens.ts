import { tableOf } from "../byte-table.ts";
import { code, isNameByte } from "./bytes.ts";
import { type Cursor, close, complain, keepWord, open } from "./cursor.ts";
import { readIdentifier } from "./names.ts";
import { passComment, passLineEnd } from "./space.ts";
import { frame, isTemplate, passCharacter, passString, resumeString } from "./strings.ts";

/** Bytes that mean something wherever they stand. */
const signs = Array.from("\0\n\r\"'/()[]{}`", (sign) => sign.charCodeAt(0));
const plainBytes = tableOf((byte) => !signs.includes(byte));
const namelessBytes = tableOf((byte) => !signs.includes(byte) && !isNameByte(byte));

/** Passes everything up to the next byte that can open, close or end anything, or up to the next name if names count. */
export function passPlain(cursor: Cursor): void {
  const { bytes, frames, words } = cursor;
  const passed = frames.length === 0 || words !== undefined ? namelessBytes : plainBytes;
  let position = cursor.position;
  while (position < bytes.length && passed[bytes[position] ?? 0] === 1) position += 1;
  cursor.position = position;
}

/** Passes brackets with everything in them. The cursor has to stand on the bracket that opens them. */
export function passBrackets(cursor: Cursor): void {
  const depth = cursor.frames.length;
  do {
    passToken(cursor);
    if (cursor.frames.length > depth) passPlain(cursor);
  } while (cursor.frames.length > depth && cursor.position < cursor.bytes.length);
}

/** Passes one token, a bracket with what it means for those around it. */
export function passToken(cursor: Cursor): void {
  switch (cursor.bytes[cursor.position]) {
    case code.lineFeed:
    case code.carriageReturn:
      passLineEnd(cursor);
      break;
    case code.doubleQuote:
      passString(cursor);
      break;
    case code.singleQuote:
      passCharacter(cursor);
      break;
    case code.backtick:
      passQuotedName(cursor);
      break;
    case code.slash:
      if (!passComment(cursor)) cursor.position += 1;
      break;
    case code.closeBrace:
      passClosingBrace(cursor);
      break;
    default:
      if (!passBracket(cursor)) passOther(cursor);
  }
}

/** Passes any bracket but a brace that closes. False when none stands here. */
function passBracket(cursor: Cursor): boolean {
  switch (cursor.bytes[cursor.position]) {
    case code.openParenthesis:
      passOpening(cursor, frame.parenthesis);
      return true;
    case code.openBracket:
      passOpening(cursor, frame.bracket);
      return true;
    case code.openBrace:
      passOpening(cursor, frame.brace);
      return true;
    case code.closeParenthesis:
      passClosing(cursor, frame.parenthesis);
      return true;
    case code.closeBracket:
      passClosing(cursor, frame.bracket);
      return true;
    default:
      return false;
  }
}

function passOther(cursor: Cursor): void {
  const { bytes, position } = cursor;
  if (isNameByte(bytes[position])) {
    keepWord(cursor, readIdentifier(cursor) ?? "");
    return;
  }
  if (bytes[position] === code.nul) complain(cursor, "null-byte");
  cursor.position += 1;
}

function passOpening(cursor: Cursor, kind: number): void {
  cursor.position += 1;
  open(cursor, kind);
}

/** One bracket that was forgotten in between is closed, too. */
function passClosing(cursor: Cursor, kind: number): void {
  const { frames } = cursor;
  cursor.position += 1;
  const inner = frames.at(-1) ?? frame.brace;
  if (inner !== kind && (inner >= frame.brace || frames.at(-2) !== kind)) {
    complain(cursor, "unmatched-bracket");
    return;
  }
  if (inner !== kind) {
    complain(cursor, "unclosed-bracket", cursor.openedAt.at(-1));
    close(cursor);
  }
  close(cursor);
}

/** A brace closes the nearest brace, however many other brackets were forgotten inside of it. */
function passClosingBrace(cursor: Cursor): void {
  const { frames } = cursor;
  cursor.position += 1;
  let kind = frames.at(-1);
  if (kind !== undefined && kind < frame.brace) complain(cursor, "unclosed-bracket", cursor.openedAt.at(-1));
  while (kind !== undefined && kind < frame.brace) {
    close(cursor);
    kind = frames.at(-1);
  }
  if (kind === undefined) {
    complain(cursor, "unmatched-bracket");
    return;
  }
  close(cursor);
  if (isTemplate(kind)) resumeString(cursor, kind);
}

function passQuotedName(cursor: Cursor): void {
  const { bytes } = cursor;
  let end = cursor.position + 1;
  while (end < bytes.length && bytes[end] !== code.backtick && bytes[end] !== code.lineFeed) end += 1;
  if (bytes[end] === code.backtick) end += 1;
  else complain(cursor, "unterminated-string");
  cursor.position = end;
}
