import { asciiBetween, isIdentifierByte } from "./bytes.ts";

/** Reserved words that begin a statement and are never part of an expression. */
const statementWords = new Set(
  "assert break class continue def del elif except finally global import nonlocal pass raise return try while with".split(
    " ",
  ),
);

const reservedWords = new Set([
  ...statementWords,
  ..."False None True and as async await else for from if in is lambda not or yield".split(" "),
]);

const longestWord = 8;

/** Reserved words that nothing can be named, in every version of Python 3.7 or later. */
export function isReserved(name: string): boolean {
  return reservedWords.has(name);
}

/** Whether a word stands here that can only begin a statement: no bracket can be open before it. */
export function isStatementWordAt(bytes: Uint8Array, position: number): boolean {
  let end = position;
  while (end - position <= longestWord && isIdentifierByte(bytes[end])) end += 1;
  if (end === position || end - position > longestWord) return false;
  return statementWords.has(asciiBetween(bytes, position, end));
}
