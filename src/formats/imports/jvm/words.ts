import { isNameByte } from "./bytes.ts";
import { type Cursor, complain, keepWord } from "./cursor.ts";
import { readIdentifier } from "./names.ts";
import { passPlain, passToken } from "./tokens.ts";

/**
 * Reads every word from the top of the file to here, where an import ends with a star: only the words that a file uses
 * tell what it gets from there. Those in comments and in the text of strings are none. The cursor stays where it is, and
 * keeps the words that are read from now on.
 */
export function keepWordsBefore(cursor: Cursor, end: number): void {
  if (!cursor.imports.some(({ kind }) => kind === "star")) return;
  cursor.words = new Set();
  const anew: Cursor = { ...cursor, position: 0, line: 1, frames: [], openedAt: [], problems: [] };
  while (anew.position < end) {
    if (isNameByte(anew.bytes[anew.position])) keepWord(anew, readIdentifier(anew) ?? "");
    else passToken(anew);
    passPlain(anew);
  }
  const known = new Set(cursor.problems.map(({ kind, line }) => `${line} ${kind}`));
  for (const { kind, line } of anew.problems) if (!known.has(`${line} ${kind}`)) complain(cursor, kind, line);
}
