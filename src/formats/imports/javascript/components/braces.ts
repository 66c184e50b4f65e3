import { code } from "../characters.ts";
import { type Cursor, close, complain, frame, open, passedOperator } from "../cursor.ts";
import type { ClosingTags } from "../elements.ts";
import { passAnyToken } from "../tokens.ts";

/**
 * Passes what stands between braces in the markup of a component, from `{` on: an expression, or a block of Svelte such
 * as `{#if a}` and `{/if}`. Imports in it count. A brace that nothing closes is told of and passed alone.
 */
export function passBraces(cursor: Cursor, closing: ClosingTags): void {
  const { text, position: start } = cursor;
  const before = { imports: cursor.imports.length, problems: cursor.problems.length, computed: cursor.computed.length };
  const mayTry = cursor.rereadable >= 0;
  cursor.position = start + 1 + wordOfBlock(text, start + 1).length;
  if (mayTry) {
    passedOperator(cursor);
    open(cursor, frame.object, start);
    while (cursor.frames.length > 0 && cursor.position < text.length) passAnyToken(cursor, closing);
    if (cursor.frames.length === 0) return;
  }
  while (cursor.frames.length > 0) close(cursor);
  cursor.rereadable -= text.length - start;
  cursor.imports.length = before.imports;
  cursor.problems.length = before.problems;
  cursor.computed.length = before.computed;
  complain(cursor, "unclosed-bracket", start);
  cursor.position = start + 1;
}

/** `#if`, `:else`, `@html`, `/each`: what looks like the beginning of an expression and is none. */
export function wordOfBlock(text: string, start: number): string {
  const sign = text.charCodeAt(start);
  if (sign !== 0x23 && sign !== code.colon && sign !== 0x40 && sign !== code.slash) return "";
  let end = start + 1;
  while (text.charCodeAt(end) >= 0x61 && text.charCodeAt(end) <= 0x7a) end += 1;
  // `{/a/.test(b)}` begins with a regular expression.
  const isWord = sign !== code.slash || /^\s{0,100}\}/.test(text.slice(end, end + 101));
  return isWord ? text.slice(start, end) : "";
}
