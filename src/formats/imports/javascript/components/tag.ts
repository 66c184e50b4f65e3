import { code, isBlank, isNewline, isQuote } from "../characters.ts";
import { type Cursor, complain, mayReread } from "../cursor.ts";
import type { ClosingTags } from "../elements.ts";
import { passBraces } from "./braces.ts";
import type { Attribute, Dialect, Tag } from "./dialects.ts";

/** Where reading stands in the markup of a component, and what is known of it. */
export interface Markup {
  readonly cursor: Cursor;
  readonly dialect: Dialect;
  readonly closing: ClosingTags;
  /** Marks that the rest of the file does not have, so that nobody looks for them twice. */
  readonly missing: Set<string>;
}

/** Where the mark is found next; -1 when the file does not have it any more. */
export function indexOf({ cursor, missing }: Markup, mark: string, start: number): number {
  if (missing.has(mark)) return -1;
  const found = cursor.text.indexOf(mark, start);
  if (found === -1) missing.add(mark);
  return found;
}

/** Reads the tag that the cursor stands on. One that nothing ends is told of; then its first sign alone is passed. */
export function readTag(markup: Markup): Tag | undefined {
  const { cursor } = markup;
  const { text, position: start } = cursor;
  const name = nameOfTag(text, start + 1);
  const attributes = new Map<string, Attribute>();
  cursor.position = start + 1 + name.length;
  while (cursor.position < text.length) {
    const character = text.charCodeAt(cursor.position);
    const closesItself = text.startsWith("/>", cursor.position);
    if (closesItself || character === code.greater) {
      cursor.position += closesItself ? 2 : 1;
      return { name, attributes, closesItself, start };
    }
    if (isSpace(character)) cursor.position += 1;
    else if (character === code.slash) passSlash(markup);
    else if (character === code.openBrace && markup.dialect.braces !== "nowhere") passBraces(cursor, markup.closing);
    else readAttribute(markup, attributes);
  }
  complain(cursor, "unclosed-element", start);
  cursor.position = mayReread(cursor, start) ? start + 1 : text.length;
  return undefined;
}

/** A name ends with a blank, a slash or the tag. */
export function nameOfTag(text: string, start: number): string {
  let end = start;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && !endsName(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
}

function endsName(character: number): boolean {
  return character === code.slash || character === code.greater;
}

function isSpace(character: number): boolean {
  return isBlank(character) || isNewline(character);
}

/** Svelte takes comments between attributes. */
function passSlash(markup: Markup): void {
  const { cursor, dialect } = markup;
  const { text, position } = cursor;
  const next = text.charCodeAt(position + 1);
  cursor.position += 1;
  if (dialect.braces !== "everywhere" || (next !== code.star && next !== code.slash)) return;
  const mark = next === code.star ? "*/" : "\n";
  const end = indexOf(markup, mark, position + 2);
  if (end !== -1) cursor.position = end + mark.length;
}

function readAttribute(markup: Markup, attributes: Map<string, Attribute>): void {
  const { cursor } = markup;
  const { text, position } = cursor;
  let end = position + 1;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && !endsAttribute(text.charCodeAt(end))) end += 1;
  const name = text.slice(position, end);
  while (isSpace(text.charCodeAt(end))) end += 1;
  const hasValue = text.charCodeAt(end) === code.equals;
  if (hasValue) end += 1;
  while (hasValue && isSpace(text.charCodeAt(end))) end += 1;
  cursor.position = end;
  if (hasValue) passValue(markup);
  const isQuoted = hasValue && isQuote(text.charCodeAt(end));
  const value = isQuoted ? text.slice(end + 1, cursor.position - 1) : text.slice(end, cursor.position);
  if (!attributes.has(name)) attributes.set(name, { value, start: end });
}

function endsAttribute(character: number): boolean {
  return endsName(character) || character === code.equals;
}

function passValue({ cursor, closing, dialect }: Markup): void {
  const { text } = cursor;
  const quote = text.charCodeAt(cursor.position);
  const isTemplate = quote === code.backtick && dialect.braces === "outside-quotes";
  const isQuoted = isQuote(quote) || isTemplate;
  const hasBraces = dialect.braces === "everywhere" || (dialect.braces === "outside-quotes" && !isQuoted) || isTemplate;
  if (isQuoted) cursor.position += 1;
  while (cursor.position < text.length) {
    const character = text.charCodeAt(cursor.position);
    if (isQuoted ? character === quote : endsValue(text, cursor.position, hasBraces)) break;
    if (hasBraces && character === code.openBrace) passBraces(cursor, closing);
    else cursor.position += 1;
  }
  if (isQuoted) cursor.position += 1;
}

/** Only in Vue, as in HTML, a value without quotes takes the slash in front of the tag's end. */
function endsValue(text: string, position: number, beforeSlash: boolean): boolean {
  const character = text.charCodeAt(position);
  return isSpace(character) || character === code.greater || (beforeSlash && text.startsWith("/>", position));
}
