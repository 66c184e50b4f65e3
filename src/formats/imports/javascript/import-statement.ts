import { code, isNameCharacter, isQuote } from "./characters.ts";
import { type Cursor, complain, frame, keep, open } from "./cursor.ts";
import type { ImportKind } from "./imports.ts";
import { passSpace, wordAt } from "./space.ts";
import { type Literal, stringAt } from "./specifier.ts";

/** Reads an import statement whose word is passed and whose next token begins at `next`. */
export function readImport(cursor: Cursor, start: number, next: number): void {
  const { text } = cursor;
  const first = text.charCodeAt(next);
  if (isQuote(first)) {
    const literal = stringAt(text, next);
    if (literal !== undefined) found(cursor, start, literal, "import", false);
    return;
  }
  if (first !== code.openBrace && first !== code.star && !isNameCharacter(first)) return;
  const clause = readClause(text, next);
  if (clause.literal === undefined) {
    // A property called `import` is never followed by the beginning of a clause, so this is a broken statement.
    if (!clause.isAlias) complain(cursor, "malformed-import", start);
  } else if (clause.required) {
    open(cursor, frame.parenthesis, clause.literal.start - 1);
    found(cursor, start, clause.literal, "require", clause.typeOnly);
  } else found(cursor, start, clause.literal, clause.typeOnly ? "type" : "import", clause.typeOnly);
}

/** Reads `export ... from` behind its first word; any other export is left for others. */
export function readExport(cursor: Cursor, start: number): void {
  const { text } = cursor;
  let next = passSpace(text, cursor.position);
  let typeOnly = false;
  if (wordAt(text, next) === "type") {
    next = passSpace(text, next + "type".length);
    typeOnly = true;
  }
  const first = text.charCodeAt(next);
  if (first !== code.openBrace && first !== code.star) return;
  const clause = readClause(text, next);
  if (clause.literal !== undefined && !clause.required) {
    found(cursor, start, clause.literal, "re-export", typeOnly || clause.typeOnly);
  } else if (first === code.star) complain(cursor, "malformed-import", start);
}

function found(cursor: Cursor, start: number, literal: Literal, kind: ImportKind, typeOnly: boolean): void {
  cursor.position = literal.end;
  keep(cursor, start, { specifier: literal.value, specifierLine: cursor.lineAt(literal.start), kind, typeOnly });
}

interface Clause {
  readonly literal: Literal | undefined;
  /** `import x = require("x")`. */
  readonly required: boolean;
  /** `import x = a.b`, which names no module. */
  readonly isAlias: boolean;
  readonly typeOnly: boolean;
}

/** Reads what stands between `import` and the specifier. Stops at the first token that cannot be part of it. */
function readClause(text: string, start: number): Clause {
  const words: string[] = [];
  const entries = { all: 0, types: 0 };
  let position = start;
  for (;;) {
    const character = text.charCodeAt(position);
    if (character === code.openBrace) {
      const end = readEntries(text, position + 1, entries);
      if (end === -1) break;
      words.push("{");
      position = passSpace(text, end);
    } else if (isNameCharacter(character)) {
      const word = wordAt(text, position);
      if (word === "import" || word === "export" || words.length > 8) break;
      words.push(word);
      position = passSpace(text, position + word.length);
    } else if (character === code.comma || character === code.star) {
      words.push(character === code.comma ? "," : "*");
      position = passSpace(text, position + 1);
    } else if (character === code.equals) return readAlias(text, position + 1, words);
    else {
      // `export * as "any text" from "x"`
      const name = words.at(-1) === "as" ? stringAt(text, position) : undefined;
      if (name === undefined) break;
      words.push("a");
      position = passSpace(text, name.end);
    }
  }
  const isComplete = words.at(-1) === "from" && words.length > 1;
  const literal = isComplete ? stringAt(text, position) : undefined;
  const allTypes = entries.all > 0 && entries.all === entries.types && words[0] === "{" && words.length === 2;
  return { literal, required: false, isAlias: false, typeOnly: allTypes || isTypeClause(words) };
}

/** Whether a clause begins with `type` (or `typeof` of Flow) that is not itself a name: `import type from "x"`. */
function isTypeClause([first, second, third]: readonly string[]): boolean {
  if ((first !== "type" && first !== "typeof") || second === undefined || second === ",") return false;
  return second !== "from" || third === "from";
}

/** Behind `import x =`. */
function readAlias(text: string, start: number, words: readonly string[]): Clause {
  const typeOnly = words[0] === "type" && words.length === 2;
  const none = { literal: undefined, required: true, isAlias: true, typeOnly };
  const word = passSpace(text, start);
  if (wordAt(text, word) !== "require") return none;
  const parenthesis = passSpace(text, word + "require".length);
  if (text.charCodeAt(parenthesis) !== code.openParenthesis) return none;
  const literal = stringAt(text, passSpace(text, parenthesis + 1));
  return { ...none, literal, isAlias: false };
}

/** Counts the names between braces, from behind `{`; -1 when there is anything but names, else behind `}`. */
function readEntries(text: string, start: number, entries: { all: number; types: number }): number {
  let words = 0;
  let first = "";
  let position = passSpace(text, start);
  for (;;) {
    const character = text.charCodeAt(position);
    const literal = stringAt(text, position);
    const length = literal === undefined ? wordAt(text, position).length : literal.end - position;
    if (length > 0) {
      if (words === 0) first = text.slice(position, position + length);
      words += 1;
      position = passSpace(text, position + length);
    } else if (character === code.comma || character === code.closeBrace) {
      if (words > 0) entries.all += 1;
      // `type as x` is the name `type` under another one; `type x` and `type x as y` are types.
      if (first === "type" && words % 2 === 0) entries.types += 1;
      if (character === code.closeBrace) return position + 1;
      words = 0;
      first = "";
      position = passSpace(text, position + 1);
    } else return -1;
  }
}
