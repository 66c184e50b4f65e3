import { code } from "./bytes.ts";
import { type Cursor, complain, passLine } from "./cursor.ts";

/**
 * Passes blanks, line ends, comments, and what a merge left behind. Tells whether a line ended: then Go ends a statement
 * by itself.
 */
export function passSpace(cursor: Cursor): boolean {
  const { bytes } = cursor;
  let ended = cursor.position === 0 && passConflictMarker(cursor);
  for (;;) {
    const byte = bytes[cursor.position];
    if (byte === code.lineFeed) {
      cursor.position += 1;
      cursor.line += 1;
      ended = true;
      passConflictMarker(cursor);
    } else if (byte === code.space || byte === code.tab || byte === code.carriageReturn) cursor.position += 1;
    else if (byte === code.slash && bytes[cursor.position + 1] === code.slash) passLine(cursor);
    else if (byte === code.slash && bytes[cursor.position + 1] === code.star) ended = passComment(cursor) || ended;
    else if (byte === code.nul) {
      complain(cursor, "null-byte");
      cursor.position += 1;
    } else return ended;
  }
}

/** Passes a comment between stars; tells whether a line ended in it. */
function passComment(cursor: Cursor): boolean {
  const { bytes, line } = cursor;
  let position = cursor.position + 2;
  for (; position < bytes.length; position += 1) {
    const byte = bytes[position];
    if (byte === code.lineFeed) cursor.line += 1;
    else if (byte === code.star && bytes[position + 1] === code.slash) {
      cursor.position = position + 2;
      return cursor.line > line;
    }
  }
  cursor.position = bytes.length;
  complain(cursor, "unterminated-comment", line);
  return true;
}

const markerSigns: ReadonlySet<number> = new Set(Array.from("<=>|", (sign) => sign.charCodeAt(0)));
const markerLength = 7;

/** Passes a marker of a merge conflict. The cursor has to stand at the start of a line. */
function passConflictMarker(cursor: Cursor): boolean {
  const { bytes, position } = cursor;
  const sign = bytes[position];
  if (sign === undefined || !markerSigns.has(sign)) return false;
  for (let index = 1; index < markerLength; index += 1) if (bytes[position + index] !== sign) return false;
  complain(cursor, "conflict-marker");
  passLine(cursor);
  return true;
}
