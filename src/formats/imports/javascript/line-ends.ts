import { code, isNewline } from "./characters.ts";
import { type Cursor, complain, passedOperator } from "./cursor.ts";
import { endOfLine } from "./literals.ts";

/** Markers of a merge conflict, by the character that they begin with. */
const conflictMarkers: ReadonlyMap<number, string> = new Map([
  [code.less, "<<<<<<< "],
  [code.equals, "======="],
  [code.greater, ">>>>>>> "],
  [code.bar, "||||||| "],
]);

/** Passes a line end, and the marker of a merge conflict behind it. */
export function passLineEnd(cursor: Cursor): void {
  cursor.position += 1;
  cursor.newline = true;
  const { text, position } = cursor;
  const marker = conflictMarkers.get(text.charCodeAt(position));
  if (marker === undefined || !text.startsWith(marker, position)) return;
  const next = text.charCodeAt(position + marker.length);
  if (marker === "=======" && !isNewline(next) && position + marker.length < text.length) return;
  complain(cursor, "conflict-marker", position);
  cursor.position = endOfLine(text, position);
  passedOperator(cursor, true);
}
