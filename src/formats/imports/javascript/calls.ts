import { code, isNameCharacter } from "./characters.ts";
import { type Cursor, keep, noteComputed } from "./cursor.ts";
import { passSpace, wordAt } from "./space.ts";
import { literalAt } from "./specifier.ts";

/**
 * Reads `import("x")` or `require("x")`, behind the word. Nothing is passed, so that the argument is read as any other
 * value. A call whose argument is no plain text is noted.
 */
export function readCall(cursor: Cursor, start: number, kind: "dynamic" | "require", afterTypeof: boolean): void {
  const { text } = cursor;
  const parenthesis = passSpace(text, cursor.position);
  if (text.charCodeAt(parenthesis) !== code.openParenthesis) return;
  const argument = passSpace(text, parenthesis + 1);
  // Only a method that is called `import` has no parameter or gathers them all.
  if (text.charCodeAt(argument) === code.closeParenthesis || text.startsWith("...", argument)) return;
  const literal = literalAt(text, argument);
  const next = literal === undefined ? argument : passSpace(text, literal.end);
  const sign = text.charCodeAt(next);
  if (literal === undefined || (sign !== code.closeParenthesis && sign !== code.comma)) {
    noteComputed(cursor, start);
    return;
  }
  const typeOnly = kind === "dynamic" && (afterTypeof || isType(text, next));
  const specifierLine = cursor.lineAt(literal.start);
  keep(cursor, start, { specifier: literal.value, specifierLine, kind: typeOnly ? "type" : kind, typeOnly });
}

const promiseMethods: ReadonlySet<string> = new Set(["then", "catch", "finally"]);

/** `import("x").Name` can only be a type: what the call gives is a promise, and that has none but these methods. */
function isType(text: string, end: number): boolean {
  if (text.charCodeAt(end) !== code.closeParenthesis) return false;
  const dot = passSpace(text, end + 1);
  if (text.charCodeAt(dot) !== code.dot) return false;
  const name = passSpace(text, dot + 1);
  return isNameCharacter(text.charCodeAt(name)) && !promiseMethods.has(wordAt(text, name));
}

/** Behind `import.`: `defer("x")` and `source("x")` are calls; `meta` and whatever hangs on it is none. */
export function readModuleProperty(cursor: Cursor, start: number, property: number): void {
  const { text } = cursor;
  const name = passSpace(text, property);
  const word = wordAt(text, name);
  cursor.position = name + word.length;
  if (word === "defer" || word === "source") readCall(cursor, start, "dynamic", false);
}
