import { code, isNameByte } from "../bytes.ts";
import { type Cursor, complain, keepDeclared, keepWord, passSign } from "../cursor.ts";
import { readIdentifier } from "../names.ts";
import { passSpace } from "../space.ts";
import { passBrackets, passPlain, passToken } from "../tokens.ts";

const typeWords: ReadonlySet<string> = new Set(["class", "interface", "object", "typealias"]);
const valueWords: ReadonlySet<string> = new Set(["fun", "val", "var"]);

/** Reads the rest of the file: what is declared outside of all brackets can be imported. */
export function readDeclarations(cursor: Cursor): void {
  const { bytes, frames } = cursor;
  while (cursor.position < bytes.length) {
    if (frames.length === 0 && isNameByte(bytes[cursor.position])) readWord(cursor);
    else passToken(cursor);
    passPlain(cursor);
  }
  if (frames.length > 0) complain(cursor, "unclosed-bracket", cursor.openedAt.at(-1));
}

function readWord(cursor: Cursor): void {
  const isReference = followsColons(cursor);
  const word = readKept(cursor) ?? "";
  // `X::class` declares nothing.
  if (isReference) return;
  const name = typeWords.has(word) ? readTypeName(cursor) : valueWords.has(word) ? readValueName(cursor) : undefined;
  if (name !== undefined) keepDeclared(cursor, name);
}

function followsColons({ bytes, position }: Cursor): boolean {
  let before = position - 1;
  while (bytes[before] === code.space) before -= 1;
  return bytes[before] === code.colon && bytes[before - 1] === code.colon;
}

/** A name, which is a word of the file like any other. */
function readKept(cursor: Cursor): string | undefined {
  const name = readIdentifier(cursor);
  if (name !== undefined) keepWord(cursor, name);
  return name;
}

/** Behind `class` and the like. An `object` need have no name. */
function readTypeName(cursor: Cursor): string | undefined {
  passSpace(cursor);
  return readKept(cursor);
}

/**
 * The name behind `fun`, `val` or `var`: the last one of `<T> package.Receiver<T>?.name`. Undefined when there is none,
 * as in `fun(x: Int) {}` and `val (a, b) = c`.
 */
function readValueName(cursor: Cursor): string | undefined {
  const { bytes } = cursor;
  let name: string | undefined;
  while (cursor.position < bytes.length) {
    passSpace(cursor);
    const next = bytes[cursor.position];
    if (next === code.dot || next === code.question) {
      cursor.position += 1;
      name = undefined;
    } else if (next === code.less) {
      if (!passTypeArguments(cursor)) return name;
    } else if (next === code.at && name === undefined) passTypeAnnotation(cursor);
    else if (next === code.openParenthesis && name === undefined) passBrackets(cursor);
    else {
      const word = name === undefined ? readKept(cursor) : undefined;
      if (word === undefined) return name;
      if (word === "interface") return readTypeName(cursor);
      name = word;
    }
  }
  return name;
}

/** Passes the annotation of a receiver. */
function passTypeAnnotation(cursor: Cursor): void {
  do {
    cursor.position += 1;
    readKept(cursor);
  } while (cursor.bytes[cursor.position] === code.dot);
  if (cursor.bytes[cursor.position] === code.openParenthesis) passBrackets(cursor);
}

/** Passes `<...>`. False when this has no end before something that it cannot hold. */
function passTypeArguments(cursor: Cursor): boolean {
  const { bytes } = cursor;
  let depth = 0;
  while (cursor.position < bytes.length) {
    passSpace(cursor);
    const next = bytes[cursor.position];
    if (next === code.openBrace || next === code.closeBrace || next === code.semicolon) return false;
    if (next === code.openParenthesis || next === code.openBracket) passBrackets(cursor);
    else if (next === code.minus) cursor.position += 2;
    else if (passSign(cursor, code.less)) depth += 1;
    else if (passSign(cursor, code.greater)) {
      depth -= 1;
      if (depth === 0) return true;
    } else passToken(cursor);
  }
  return false;
}
