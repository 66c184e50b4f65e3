import { code } from "../bytes.ts";
import { type Cursor, foundBy, keepDeclared, keepImport, passLine, passSign, passWord } from "../cursor.ts";
import type { JvmImports } from "../imports.ts";
import { readDottedName, readIdentifier } from "../names.ts";
import { passSpace } from "../space.ts";
import { passBrackets } from "../tokens.ts";
import { keepWordsBefore } from "../words.ts";
import { readDeclarations } from "./declarations.ts";

/** Everything that is said of a Kotlin file. */
export function readKotlin(cursor: Cursor): JvmImports {
  readHead(cursor);
  keepWordsBefore(cursor, cursor.position);
  readDeclarations(cursor);
  return foundBy(cursor);
}

/** Reads the package and all imports. Ends at the first declaration: Kotlin takes no imports behind one. */
function readHead(cursor: Cursor): void {
  const { bytes } = cursor;
  if (bytes[cursor.position] === code.hash && bytes[cursor.position + 1] === code.exclamation) passLine(cursor);
  for (;;) {
    passSpace(cursor);
    if (passSign(cursor, code.semicolon)) continue;
    const { line } = cursor;
    if (passWord(cursor, "package")) readPackage(cursor);
    else if (passWord(cursor, "import")) readImport(cursor, line);
    else if (!passFileAnnotation(cursor)) return;
  }
}

function readPackage(cursor: Cursor): void {
  const name = readDottedName(cursor, "malformed-package");
  if (name === undefined) return;
  if (cursor.packageName === "") cursor.packageName = name.text;
}

function readImport(cursor: Cursor, line: number): void {
  const name = readDottedName(cursor, "malformed-import");
  if (name === undefined) return;
  keepImport(cursor, { name: name.text, kind: name.star ? "star" : "name", line, nameLine: name.line });
  if (!passWord(cursor, "as")) return;
  passSpace(cursor);
  readIdentifier(cursor);
}

/** `@file:...`, one annotation or several in brackets. False for those of declarations, which are left for others. */
function passFileAnnotation(cursor: Cursor): boolean {
  const { position: start, line } = cursor;
  if (!passSign(cursor, code.at) || !passWord(cursor, "file")) return back(cursor, start, line);
  passSpace(cursor);
  if (!passSign(cursor, code.colon)) return back(cursor, start, line);
  passSpace(cursor);
  const { bytes } = cursor;
  if (bytes[cursor.position] !== code.openBracket) readDottedName(cursor, "malformed-package");
  const next = bytes[cursor.position];
  if (next === code.openBracket || next === code.openParenthesis) passBrackets(cursor);
  const name = facadeName(bytes.subarray(start, cursor.position));
  if (name !== undefined) keepDeclared(cursor, name);
  return true;
}

function back(cursor: Cursor, position: number, line: number): false {
  cursor.position = position;
  cursor.line = line;
  return false;
}

const maxAnnotationLength = 10_000;

/** The class that functions of the file get into, for Java, when it is not called like the file. */
function facadeName(annotation: Uint8Array): string | undefined {
  if (annotation.length > maxAnnotationLength) return undefined;
  return /\bJvmName\s*\(\s*(?:name\s*=\s*)?"([\w$]+)"/.exec(new TextDecoder().decode(annotation))?.[1];
}
