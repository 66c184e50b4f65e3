import { bytesOf, code, isNewline } from "./bytes.ts";
import { type Cursor, complain, isWordAt, keepImport, passBlanks, readIdentifier } from "./cursor.ts";
import type { ImportedName } from "./imports.ts";
import { isReserved } from "./keywords.ts";

const importWord = bytesOf("import");
const fromWord = bytesOf("from");
const lazyWord = bytesOf("lazy");
const asWord = bytesOf("as");

/** Whether an import statement begins at the cursor. `from` and `import` are reserved words; `lazy` is not. */
export function isImportAt(bytes: Uint8Array, position: number): boolean {
  const first = bytes[position];
  if (first === 0x69) return isWordAt(bytes, position, importWord);
  if (first === 0x66) return isWordAt(bytes, position, fromWord);
  if (first !== 0x6c || !isWordAt(bytes, position, lazyWord)) return false;
  const next = afterLazy(bytes, position);
  return isWordAt(bytes, next, importWord) || isWordAt(bytes, next, fromWord);
}

/** The line may go on behind a backslash. */
function afterLazy(bytes: Uint8Array, position: number): number {
  let next = position + lazyWord.length;
  for (;;) {
    const byte = bytes[next];
    if (byte === code.space || byte === code.tab || byte === code.formFeed) next += 1;
    else if (byte !== code.backslash || !isNewline(bytes[next + 1])) return next;
    else next += bytes[next + 1] === code.carriageReturn && bytes[next + 2] === code.lineFeed ? 3 : 2;
  }
}

/** How reading ended: in order, or somewhere that the rest of the statement must be passed from. */
export type ImportEnd = "sound" | "malformed" | "malformed-in-brackets";

/** Reads the import statement at the cursor. Names that can be read count, even if the rest is malformed. */
export function readImport(cursor: Cursor, typeCheckingOnly: boolean): ImportEnd {
  const line = cursor.line;
  const lazy = isWordAt(cursor.bytes, cursor.position, lazyWord);
  if (lazy) {
    cursor.position += lazyWord.length;
    passBlanks(cursor, false);
  }
  const statement: Statement = { line, lazy, typeCheckingOnly, dynamic: false };
  if (isWordAt(cursor.bytes, cursor.position, importWord)) {
    cursor.position += importWord.length;
    return finish(cursor, readModules(cursor, statement));
  }
  cursor.position += fromWord.length;
  return finish(cursor, readFrom(cursor, statement));
}

type Statement = Pick<ImportedName, "line" | "lazy" | "typeCheckingOnly" | "dynamic">;

/** Behind the last name there may only be a comment, `;` or the end of the line. */
function finish(cursor: Cursor, end: ImportEnd): ImportEnd {
  if (end === "sound") {
    passBlanks(cursor, false);
    const byte = cursor.bytes[cursor.position];
    const ended = byte === undefined || byte === code.hash || byte === code.semicolon;
    if (ended || byte === code.lineFeed || byte === code.carriageReturn) return "sound";
  }
  complain(cursor, "malformed-import");
  return end === "sound" ? "malformed" : end;
}

/** `import a.b as c, d` */
function readModules(cursor: Cursor, statement: Statement): ImportEnd {
  for (;;) {
    passBlanks(cursor, false);
    const nameLine = cursor.line;
    const module = readDotted(cursor);
    if (module === "") return "malformed";
    const alias = readAlias(cursor, false);
    keepImport(cursor, named({ ...statement, level: 0, module, name: undefined, nameLine }, alias));
    if (alias === "malformed") return "malformed";
    if (cursor.bytes[cursor.position] !== code.comma) return "sound";
    cursor.position += 1;
  }
}

/** `from ..a.b import (c as d, e)`; the cursor stands behind `from`. */
function readFrom(cursor: Cursor, statement: Statement): ImportEnd {
  const { bytes } = cursor;
  let level = 0;
  for (passBlanks(cursor, false); bytes[cursor.position] === code.dot; passBlanks(cursor, false)) {
    cursor.position += 1;
    level += 1;
  }
  const module = isWordAt(bytes, cursor.position, importWord) ? "" : readDotted(cursor);
  passBlanks(cursor, false);
  if ((module === "" && level === 0) || !isWordAt(bytes, cursor.position, importWord)) return "malformed";
  cursor.position += importWord.length;
  passBlanks(cursor, false);
  const from = { ...statement, level, module };
  if (bytes[cursor.position] === code.star) {
    keepImport(cursor, { ...from, name: "*", nameLine: cursor.line });
    cursor.position += 1;
    return "sound";
  }
  if (bytes[cursor.position] !== code.openParenthesis) return readNames(cursor, from, false);
  cursor.position += 1;
  return readNames(cursor, from, true);
}

function readNames(cursor: Cursor, from: Omit<ImportedName, "name" | "nameLine">, inBrackets: boolean): ImportEnd {
  const { bytes } = cursor;
  for (let first = true; ; first = false) {
    const before = { position: cursor.position, line: cursor.line };
    passBlanks(cursor, inBrackets);
    if (inBrackets && !first && bytes[cursor.position] === code.closeParenthesis) break;
    const nameLine = cursor.line;
    const name = readName(cursor);
    if (name === "") return giveUp(cursor, before, inBrackets);
    const behind = { position: cursor.position, line: cursor.line };
    const alias = readAlias(cursor, inBrackets);
    keepImport(cursor, named({ ...from, name, nameLine }, alias));
    if (alias === "malformed") return giveUp(cursor, behind, inBrackets);
    if (bytes[cursor.position] === code.comma) cursor.position += 1;
    else if (!inBrackets) return "sound";
    else if (bytes[cursor.position] === code.closeParenthesis) break;
    else return giveUp(cursor, behind, inBrackets);
  }
  cursor.position += 1;
  return "sound";
}

/** Goes back behind what could be read, so that the lines that follow are looked at as statements too. */
function giveUp(cursor: Cursor, to: Pick<Cursor, "position" | "line">, inBrackets: boolean): ImportEnd {
  cursor.position = to.position;
  cursor.line = to.line;
  return inBrackets ? "malformed-in-brackets" : "malformed";
}

type Alias = { readonly name: string } | "none" | "malformed";

function named(imported: ImportedName, alias: Alias): ImportedName {
  return typeof alias === "string" ? imported : { ...imported, alias: alias.name };
}

/** Reads `as name` and the blanks around it. */
function readAlias(cursor: Cursor, inBrackets: boolean): Alias {
  passBlanks(cursor, inBrackets);
  if (!isWordAt(cursor.bytes, cursor.position, asWord)) return "none";
  cursor.position += asWord.length;
  passBlanks(cursor, inBrackets);
  const name = readName(cursor);
  passBlanks(cursor, inBrackets);
  return name === "" ? "malformed" : { name };
}

/** `a.b.c`, with or without blanks around the dots; empty when there is no sound name. */
function readDotted(cursor: Cursor): string {
  const names: string[] = [];
  for (;;) {
    const name = readName(cursor);
    if (name === "") return "";
    names.push(name);
    passBlanks(cursor, false);
    if (cursor.bytes[cursor.position] !== code.dot) return names.join(".");
    cursor.position += 1;
    passBlanks(cursor, false);
  }
}

/** A name that is no reserved word; the cursor stays in front of one. */
function readName(cursor: Cursor): string {
  const start = cursor.position;
  const name = readIdentifier(cursor);
  if (!isReserved(name)) return name;
  cursor.position = start;
  return "";
}
