import { code, isNameByte } from "./bytes.ts";
import { type Cursor, complain, keep, passLine, passSign, passWord } from "./cursor.ts";
import { readString } from "./literals.ts";
import { passSpace } from "./space.ts";

/** Reads the package clause and all imports. Ends at the first other declaration: Go takes no imports behind one. */
export function readStatements(cursor: Cursor): void {
  passSpace(cursor);
  if (passWord(cursor, "package")) {
    passSpace(cursor);
    if (!passName(cursor)) complain(cursor, "missing-package");
    endStatement(cursor);
  } else if (cursor.position < cursor.bytes.length) complain(cursor, "missing-package");
  for (;;) {
    passSpace(cursor);
    const { position, bytes } = cursor;
    if (passSign(cursor, code.semicolon)) continue;
    if (passWord(cursor, "import")) readDeclaration(cursor);
    else if (position >= bytes.length || others.some((word) => passWord(cursor, word))) return;
    else {
      complain(cursor, "unknown-declaration");
      passLine(cursor);
    }
  }
}

function readDeclaration(cursor: Cursor): void {
  passSpace(cursor);
  const { line } = cursor;
  if (!passSign(cursor, code.openParenthesis)) readImport(cursor);
  else readGroup(cursor, line);
}

/** What begins every declaration but an import. */
const others = ["func", "type", "var", "const"];

function readGroup(cursor: Cursor, openedAt: number): void {
  for (;;) {
    passSpace(cursor);
    if (passSign(cursor, code.semicolon)) continue;
    if (passSign(cursor, code.closeParenthesis)) {
      endStatement(cursor);
      return;
    }
    const { position, bytes } = cursor;
    // Another declaration shows that the group was never closed.
    if (position >= bytes.length || ["import", ...others].some((word) => passWord(cursor, word))) {
      cursor.position = position;
      complain(cursor, "unclosed-bracket", openedAt);
      return;
    }
    readImport(cursor);
  }
}

/** Reads one import: a path, perhaps with a name, `_` or a dot before it. A line with anything else is passed. */
function readImport(cursor: Cursor): void {
  const { line } = cursor;
  const named = passName(cursor);
  if (!named) passSign(cursor, code.dot);
  const broken = passSpace(cursor) && named;
  const specifierLine = cursor.line;
  const problems = cursor.problems.length;
  const specifier = broken ? undefined : readString(cursor);
  if (specifier !== undefined) {
    keepValid(cursor, specifier, line, specifierLine);
    endStatement(cursor);
    return;
  }
  // A name whose line ended is a statement of its own; what follows may well be another import.
  if (cursor.problems.length === problems) complain(cursor, "malformed-import", line);
  if (!broken) passLine(cursor);
}

function passName(cursor: Cursor): boolean {
  const { position } = cursor;
  while (isNameByte(cursor.bytes[cursor.position])) cursor.position += 1;
  return cursor.position > position;
}

/** Letters, digits and signs, without those that Go keeps for itself. */
const path = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u;
const reserved = /[!"#$%&'()*,:;<=>?[\\\]^`{|}\ufffd]/;

function keepValid(cursor: Cursor, specifier: string, line: number, specifierLine: number): void {
  if (specifier.includes("\ufffd")) complain(cursor, "invalid-encoding", specifierLine);
  else if (!path.test(specifier) || reserved.test(specifier)) complain(cursor, "malformed-import", specifierLine);
  else keep(cursor, { specifier, line, specifierLine });
}

/** A line end, a semicolon or a closing bracket ends a statement. The rest of a line that goes on otherwise is passed. */
function endStatement(cursor: Cursor): void {
  const ended = passSpace(cursor);
  const next = cursor.bytes[cursor.position];
  if (ended || next === undefined || next === code.semicolon || next === code.closeParenthesis) return;
  complain(cursor, "malformed-import");
  passLine(cursor);
}
