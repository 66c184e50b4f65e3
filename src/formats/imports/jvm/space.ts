import { code } from "./bytes.ts";
import { type Cursor, complain, passLine } from "./cursor.ts";

/** Passes blanks, line ends, comments, and what a merge left behind. */
export function passSpace(cursor: Cursor): void {
  const { bytes } = cursor;
  if (cursor.position === 0) passConflictMarker(cursor);
  for (;;) {
    const byte = bytes[cursor.position];
    if (byte === code.lineFeed || byte === code.carriageReturn) passLineEnd(cursor);
    else if (byte === code.space || byte === code.tab || byte === code.formFeed) cursor.position += 1;
    else if (byte === code.nul) {
      complain(cursor, "null-byte");
      cursor.position += 1;
    } else if (byte !== code.slash || !passComment(cursor)) return;
  }
}

/** Passes a line end, and the marker of a merge conflict behind it. */
export function passLineEnd(cursor: Cursor): void {
  if (endsLine(cursor, cursor.position)) cursor.line += 1;
  cursor.position += 1;
  passConflictMarker(cursor);
}

/** Whether a line that people count ends with this byte; the first of CR and LF does not end another one. */
function endsLine({ bytes, countsReturns }: Cursor, position: number): boolean {
  if (bytes[position] === code.lineFeed) return true;
  return countsReturns && bytes[position] === code.carriageReturn && bytes[position + 1] !== code.lineFeed;
}

/** Passes a comment that the cursor stands on. False when there is none. */
export function passComment(cursor: Cursor): boolean {
  const { bytes, position } = cursor;
  const next = bytes[position + 1];
  if (next === code.slash) passLine(cursor);
  else if (next === code.star) passLongComment(cursor);
  else return false;
  return true;
}

/** In Kotlin a comment can hold others; in Java the first end counts. */
function passLongComment(cursor: Cursor): void {
  const { bytes, language, line } = cursor;
  let depth = 1;
  let position = cursor.position + 2;
  while (position < bytes.length) {
    const byte = bytes[position];
    const next = bytes[position + 1];
    if (byte === code.star && next === code.slash) {
      depth -= 1;
      position += 2;
      if (depth > 0) continue;
      cursor.position = position;
      return;
    }
    if (byte === code.slash && next === code.star && language === "kotlin") {
      depth += 1;
      position += 1;
    } else if (endsLine(cursor, position)) cursor.line += 1;
    position += 1;
  }
  cursor.position = bytes.length;
  complain(cursor, "unterminated-comment", line);
}

const markerSigns: ReadonlySet<number> = new Set(Array.from("<=>|", (sign) => sign.charCodeAt(0)));
const markerLength = 7;

/** Passes a marker of a merge conflict. The cursor has to stand at the start of a line. */
function passConflictMarker(cursor: Cursor): void {
  const { bytes, position } = cursor;
  const sign = bytes[position];
  if (sign === undefined || !markerSigns.has(sign)) return;
  for (let index = 1; index < markerLength; index += 1) if (bytes[position + index] !== sign) return;
  complain(cursor, "conflict-marker");
  passLine(cursor);
}
