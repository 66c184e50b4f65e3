import { code, isNameByte } from "./bytes.ts";
import type { ImportedPackage, ProblemKind, ReadingProblem } from "./imports.ts";

/** Where reading stands in one file, and what was found so far. */
export interface Cursor {
  readonly bytes: Uint8Array;
  position: number;
  /** The 1-based line of `position`. Lines end with a line feed, as for Go. */
  line: number;
  readonly imports: ImportedPackage[];
  readonly problems: ReadingProblem[];
}

export function cursorOver(bytes: Uint8Array): Cursor {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { bytes, position: marked ? 3 : 0, line: 1, imports: [], problems: [] };
}

const maxProblems = 100;
const maxImports = 50_000;
const maxSpecifierLength = 2_000;

/** Reports what may hide imports. Nobody reads the hundredth of them. */
export function complain(cursor: Cursor, kind: ProblemKind, line: number = cursor.line): void {
  if (cursor.problems.length < maxProblems) cursor.problems.push({ kind, line });
}

/** Keeps an import; a path that is too long is left out, too many imports end reading, and both are told of. */
export function keep(cursor: Cursor, found: ImportedPackage): void {
  if (found.specifier.length > maxSpecifierLength) complain(cursor, "specifier-too-long", found.line);
  else if (cursor.imports.length < maxImports) cursor.imports.push(found);
  else {
    complain(cursor, "too-many-imports", found.line);
    cursor.position = cursor.bytes.length;
  }
}

/** Passes everything up to the end of the line, but not the line feed. */
export function passLine(cursor: Cursor): void {
  const end = cursor.bytes.indexOf(code.lineFeed, cursor.position);
  cursor.position = end === -1 ? cursor.bytes.length : end;
}

/** Passes this word. False when another one stands here, or none. */
export function passWord(cursor: Cursor, word: string): boolean {
  const { bytes, position } = cursor;
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[position + index] !== word.charCodeAt(index)) return false;
  }
  if (isNameByte(bytes[position + word.length])) return false;
  cursor.position = position + word.length;
  return true;
}

/** Passes this sign. False when something else stands here. */
export function passSign(cursor: Cursor, sign: number): boolean {
  if (cursor.bytes[cursor.position] !== sign) return false;
  cursor.position += 1;
  return true;
}
