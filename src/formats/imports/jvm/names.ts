import { code, isNameByte } from "./bytes.ts";
import { type Cursor, complain, passLine, passSign, passWord } from "./cursor.ts";
import type { ProblemKind } from "./imports.ts";
import { passSpace } from "./space.ts";

const decoder = new TextDecoder();

/** Names with dots between them. */
export interface DottedName {
  readonly text: string;
  /** Whether a star stands in the place of the last. */
  readonly star: boolean;
  readonly line: number;
}

const maxNameLength = 1_000;
const maxParts = 100;

/**
 * Reads `a.b.c` or `a.b.*`, with blanks and comments wherever the languages allow them, and passes the blanks behind it.
 * Undefined when there is none, with which the line is passed, or one that cannot be used; that is told of.
 */
export function readDottedName(
  cursor: Cursor,
  problem: "malformed-import" | "malformed-package",
): DottedName | undefined {
  const parts: string[] = [];
  const began = cursor.line;
  let length = 0;
  let star = false;
  passSpace(cursor);
  const { line } = cursor;
  do {
    passSpace(cursor);
    star = parts.length > 0 && passSign(cursor, code.star);
    const part = star ? undefined : readPart(cursor, began);
    if (part === undefined && !star) {
      if (cursor.line === began) passLine(cursor);
      return fail(cursor, problem, line);
    }
    if (part !== undefined && parts.length <= maxParts) parts.push(part);
    length += (part?.length ?? 0) + 1;
    passSpace(cursor);
  } while (!star && passSign(cursor, code.dot));
  if (length > maxNameLength + 1 || parts.length > maxParts) return fail(cursor, "name-too-long", line);
  const text = parts.join(".");
  return text.includes("\ufffd") ? fail(cursor, "invalid-encoding", line) : { text, star, line };
}

/** A part of a name; a statement that was never ended does not swallow the next one. */
function readPart(cursor: Cursor, began: number): string | undefined {
  const { position } = cursor;
  if (cursor.line === began || !passWord(cursor, "import")) return readIdentifier(cursor);
  cursor.position = position;
  return undefined;
}

function fail(cursor: Cursor, problem: ProblemKind, line: number): undefined {
  complain(cursor, problem, line);
}

/** The name at the cursor; in Kotlin, between backticks, nearly anything can be one. */
export function readIdentifier(cursor: Cursor): string | undefined {
  const { bytes, language, position } = cursor;
  if (bytes[position] === code.backtick && language === "kotlin") return readQuoted(cursor);
  let end = position;
  while (isNameByte(bytes[end])) end += 1;
  if (end === position) return undefined;
  cursor.position = end;
  return textBetween(cursor, position, end);
}

/** Many names are in a file, so they are cut out of one text rather than decoded one by one. */
export function textBetween({ bytes, letters }: Cursor, start: number, end: number): string {
  for (let position = start; position < end; position += 1) {
    if ((bytes[position] ?? 0) >= 0x80) return decoder.decode(bytes.subarray(start, end));
  }
  return letters.slice(start, end);
}

function readQuoted(cursor: Cursor): string | undefined {
  const { bytes, position } = cursor;
  for (let end = position + 1; end < bytes.length && bytes[end] !== code.lineFeed; end += 1) {
    if (bytes[end] !== code.backtick) continue;
    cursor.position = end + 1;
    return textBetween(cursor, position + 1, end);
  }
  return undefined;
}
