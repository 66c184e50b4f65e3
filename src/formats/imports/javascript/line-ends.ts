import { isNewline } from "./characters.ts";
import { type Cursor, complain, passedOperator } from "./cursor.ts";
import { endOfLine } from "./literals.ts";

const conflictMarkers = ["<<<<<<< ", "=======", ">>>>>>> ", "||||||| "];

/** Passes a line end, and the marker of a merge conflict behind it. */
export function passLineEnd(cursor: Cursor): void {
  cursor.position += 1;
  cursor.newline = true;
  const { text, position } = cursor;
  const marker = conflictMarkers.find((candidate) => text.startsWith(candidate, position));
  if (marker === undefined) return;
  const next = text.charCodeAt(position + marker.length);
  if (marker === "=======" && !isNewline(next) && position + marker.length < text.length) return;
  complain(cursor, "conflict-marker", position);
  cursor.position = endOfLine(text, position);
  passedOperator(cursor, true);
}
