import { tableOf } from "../byte-table.ts";
import { noteAssigned } from "./assigned-brackets.ts";
import { bytesOf, code, isIdentifierByte, isNewline } from "./bytes.ts";
import { passCommand } from "./commands.ts";
import {
  type Cursor,
  complain,
  isWordAt,
  passBackslash,
  passBlanks,
  passConflictMarker,
  passIndentation,
  passLine,
  passNewline,
  readIdentifier,
} from "./cursor.ts";
import { noteDynamicImport } from "./dynamic-import.ts";
import { isImportAt, readImport } from "./import-statement.ts";
import { isStatementWordAt } from "./keywords.ts";
import { passString } from "./strings.ts";

/** Bytes that the scanner must look at inside a statement; all others are passed quickly. */
const telling = tableOf((byte) => "\n\r\"'#()[]{}:;\\".includes(String.fromCharCode(byte)));

/** Reads the whole file, line by line and statement by statement. Imports can only begin a statement. */
export function readStatements(cursor: Cursor): void {
  const { bytes } = cursor;
  // Indentations of the `if TYPE_CHECKING:` blocks around the current line.
  const typeChecking: number[] = [];
  while (cursor.position < bytes.length) {
    if (passConflictMarker(cursor)) continue;
    const indentation = passIndentation(cursor);
    const byte = bytes[cursor.position];
    if (byte === undefined) return;
    if (isNewline(byte)) passNewline(cursor);
    else if (byte === code.hash) passLine(cursor);
    else if (!cursor.hasCommands || !passCommand(cursor)) {
      while ((typeChecking.at(-1) ?? -1) >= indentation) typeChecking.pop();
      if (isTypeCheckingHeader(cursor)) typeChecking.push(indentation);
      if (indentation === 0 || isCapital(byte)) noteAssigned(cursor, indentation === 0);
      readLogicalLine(cursor, typeChecking.length > 0);
    }
  }
}

/** An underscore may stand before capitals. */
function isCapital(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;
}

/** Reads statements up to the newline that ends the logical line. */
function readLogicalLine(cursor: Cursor, typeCheckingOnly: boolean): void {
  const { bytes } = cursor;
  let more = true;
  while (more && cursor.position < bytes.length) {
    if (!isImportAt(bytes, cursor.position)) more = passStatement(cursor, 0);
    else {
      const end = readImport(cursor, typeCheckingOnly);
      more = passStatement(cursor, end === "malformed-in-brackets" ? 1 : 0);
    }
  }
}

/**
 * Passes code up to where the next statement of the same logical line begins (true) or to the start of another line
 * (false). Where an open bracket was forgotten, the next line that can only be a statement ends it.
 */
function passStatement(cursor: Cursor, openBrackets: number): boolean {
  const { bytes } = cursor;
  let depth = openBrackets;
  let openedAt = cursor.line;
  while (cursor.position < bytes.length) {
    const byte = bytes[cursor.position] ?? 0;
    if (telling[byte] === 0) cursor.position += 1;
    else if (isNewline(byte)) {
      passNewline(cursor);
      if (depth === 0 || !goesOnInBrackets(cursor, openedAt)) return false;
    } else if (byte === code.doubleQuote || byte === code.singleQuote) {
      // The rest of a broken line tells nothing about brackets.
      if (!passString(cursor)) depth = 0;
    } else if (byte === code.hash) passLine(cursor);
    else if (byte === code.backslash) passBackslash(cursor);
    else if (byte === code.colon || byte === code.semicolon) {
      cursor.position += 1;
      if (depth === 0 && beginsStatement(cursor, byte)) return true;
    } else {
      if (byte === code.openParenthesis) noteDynamicImport(cursor);
      cursor.position += 1;
      if (byte !== code.closeParenthesis && byte !== 0x5d && byte !== code.closeBrace) {
        if (depth === 0) openedAt = cursor.line;
        depth += 1;
      } else if (depth > 0) depth -= 1;
      else complain(cursor, "unmatched-bracket");
    }
  }
  if (depth > 0) complain(cursor, "unclosed-bracket", openedAt);
  return false;
}

/** Behind `;` a statement begins; behind `:` only an import is of interest, and only a statement can be one. */
function beginsStatement(cursor: Cursor, separator: number): boolean {
  passBlanks(cursor, false);
  return separator === code.semicolon || isImportAt(cursor.bytes, cursor.position);
}

/** At the start of a physical line between brackets. False, at the start of that line, when the bracket was forgotten. */
function goesOnInBrackets(cursor: Cursor, openedAt: number): boolean {
  const { bytes } = cursor;
  if (passConflictMarker(cursor)) return true;
  const { line, position } = cursor;
  passBlanks(cursor, false);
  if (cursor.line === line && !isStatementStart(cursor)) return true;
  const first = cursor.position;
  if (cursor.line !== line || first >= bytes.length) return true;
  complain(cursor, "unclosed-bracket", openedAt);
  cursor.position = position;
  return false;
}

/** `from` alone may be the second half of `yield from`; with an `import` behind it, it is a statement. */
function isStatementStart(cursor: Cursor): boolean {
  const { bytes, line, position } = cursor;
  if (!isIdentifierByte(bytes[position])) return false;
  if (isStatementWordAt(bytes, position)) return true;
  if (!isImportAt(bytes, position)) return false;
  const names = cursor.imports.length;
  const problems = cursor.problems.length;
  readImport(cursor, false);
  const found = cursor.imports.length > names;
  cursor.imports.length = names;
  cursor.problems.length = problems;
  cursor.position = position;
  cursor.line = line;
  return found;
}

const ifWord = bytesOf("if");
const elifWord = bytesOf("elif");

/** `if TYPE_CHECKING:` or `elif typing.TYPE_CHECKING:`; anything more complicated may run. */
function isTypeCheckingHeader(cursor: Cursor): boolean {
  const { bytes, line, position } = cursor;
  const first = bytes[position];
  if (first !== 0x69 && first !== 0x65) return false;
  const word = [ifWord, elifWord].find((candidate) => isWordAt(bytes, position, candidate));
  if (word === undefined) return false;
  cursor.position += word.length;
  let name = "";
  do {
    passBlanks(cursor, false);
    name = readIdentifier(cursor);
    passBlanks(cursor, false);
  } while (bytes[cursor.position] === code.dot && name !== "" && ++cursor.position > 0);
  const found = name === "TYPE_CHECKING" && bytes[cursor.position] === code.colon;
  cursor.position = position;
  cursor.line = line;
  return found;
}
