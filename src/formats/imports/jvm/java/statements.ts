import { code, isNameByte } from "../bytes.ts";
import { type Cursor, complain, foundBy, keepImport, passLine, passSign, passWord } from "../cursor.ts";
import type { JvmImports } from "../imports.ts";
import { readDottedName } from "../names.ts";
import { passSpace } from "../space.ts";
import { passBrackets } from "../tokens.ts";
import { keepWordsBefore } from "../words.ts";

/** Everything that is said of a Java file. */
export function readJava(cursor: Cursor): JvmImports {
  readHead(cursor);
  keepWordsBefore(cursor, cursor.bytes.length);
  return foundBy(cursor);
}

/** Reads the package, the imports, and the name of a module. Ends at the first declaration: Java has no imports behind it. */
function readHead(cursor: Cursor): void {
  const { bytes } = cursor;
  for (;;) {
    passSpace(cursor);
    if (cursor.position >= bytes.length) return;
    if (passSign(cursor, code.semicolon)) continue;
    if (bytes[cursor.position] === code.at) {
      if (!passAnnotation(cursor)) return;
    } else if (passWord(cursor, "package")) readPackage(cursor);
    else if (passWord(cursor, "import")) readImport(cursor, cursor.line);
    else if (isNameByte(bytes[cursor.position])) {
      readModule(cursor);
      return;
    } else {
      complain(cursor, "unknown-declaration");
      passLine(cursor);
    }
  }
}

/** An annotation of the package, or of the first declaration. False for `@interface`, which declares one. */
function passAnnotation(cursor: Cursor): boolean {
  cursor.position += 1;
  passSpace(cursor);
  if (passWord(cursor, "interface")) return false;
  if (
    readDottedName(cursor, "malformed-package") !== undefined &&
    cursor.bytes[cursor.position] === code.openParenthesis
  ) {
    passBrackets(cursor);
  }
  return true;
}

function readPackage(cursor: Cursor): void {
  const { line } = cursor;
  const name = readDottedName(cursor, "malformed-package");
  if (name === undefined) return;
  if (name.star || cursor.packageName !== "" || !passSign(cursor, code.semicolon)) {
    complain(cursor, "malformed-package", line);
  }
  if (cursor.packageName === "") cursor.packageName = name.text;
}

function readImport(cursor: Cursor, line: number): void {
  passSpace(cursor);
  const ofModule = !passWord(cursor, "static") && passModuleWord(cursor);
  const name = readDottedName(cursor, "malformed-import");
  if (name === undefined) return;
  if (!passSign(cursor, code.semicolon)) complain(cursor, "malformed-import", line);
  const kind = ofModule ? "module" : name.star ? "star" : "name";
  keepImport(cursor, { name: name.text, kind, line, nameLine: name.line });
}

/** `module` is a word of its own only where a name follows; else it is the first part of one. */
function passModuleWord(cursor: Cursor): boolean {
  const { position, line } = cursor;
  if (!passWord(cursor, "module")) return false;
  passSpace(cursor);
  if (isNameByte(cursor.bytes[cursor.position])) return true;
  cursor.position = position;
  cursor.line = line;
  return false;
}

function readModule(cursor: Cursor): void {
  if (passWord(cursor, "open")) passSpace(cursor);
  if (!passModuleWord(cursor)) return;
  const name = readDottedName(cursor, "malformed-package");
  if (name !== undefined && cursor.bytes[cursor.position] === code.openBrace) cursor.moduleName = name.text;
}
