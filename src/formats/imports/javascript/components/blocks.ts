import { code } from "../characters.ts";
import { type Cursor, complain } from "../cursor.ts";
import { closingTags } from "../elements.ts";
import { passBraces, wordOfBlock } from "./braces.ts";
import type { Dialect, Tag } from "./dialects.ts";
import { type Elements, elements } from "./open-elements.ts";
import { indexOf, type Markup, nameOfTag, readTag } from "./tag.ts";

/** A block of a component, and where the text in it is; no text where that is markup. */
export interface Block {
  readonly tag: Tag;
  readonly start: number;
  readonly end: number;
}

interface Walk extends Markup {
  readonly open: Elements;
}

/** Finds the blocks of a component in the order of the text, from where the cursor stands. */
export function* blocksOf(cursor: Cursor, dialect: Dialect): Generator<Block> {
  const { text } = cursor;
  const closing = dialect.braces === "nowhere" ? new Map<string, number>() : closingTags(text);
  const walk: Walk = { cursor, dialect, closing, open: elements(), missing: new Set() };
  for (passText(cursor); cursor.position < text.length; passText(cursor)) {
    const next = text.charCodeAt(cursor.position + 1);
    if (text.charCodeAt(cursor.position) === code.openBrace) passBrace(walk);
    else if (next === code.exclamation || next === code.question) passDeclaration(walk);
    else if (next === code.slash) passClosingTag(walk);
    else if (isLetter(next)) yield* passElement(walk);
    else cursor.position += 1;
  }
  const unclosed = walk.open.first();
  if (unclosed !== undefined) complain(cursor, "unclosed-element", unclosed);
}

/** Names of tags begin with one; `a <3` is text. */
function isLetter(character: number): boolean {
  return (character >= 0x41 && character <= 0x5a) || (character >= 0x61 && character <= 0x7a);
}

/** Passes everything up to the next sign that may mean something. */
function passText(cursor: Cursor): void {
  const { text } = cursor;
  let { position } = cursor;
  while (position < text.length) {
    const character = text.charCodeAt(position);
    if (character === code.less || character === code.openBrace) break;
    position += 1;
  }
  cursor.position = position;
}

/** Passes an opening tag and, where that is text, what the element has in it. */
function* passElement(walk: Walk): Generator<Block> {
  const { cursor, dialect, open } = walk;
  const tag = readTag(walk);
  if (tag === undefined) return;
  const depth = open.depth();
  const isRaw = !tag.closesItself && dialect.isRaw(tag, depth);
  const start = cursor.position;
  const end = isRaw ? passRaw(cursor, tag) : start;
  if (!isRaw && !tag.closesItself && !mayLackEnd.has(tag.name)) push(walk, tag.name, tag.start);
  if (dialect.isBlock(tag, depth)) yield { tag, start, end };
}

/** Elements without a closing tag, and those that may lack it. Neither kind has blocks in it. */
const mayLackEnd: ReadonlySet<string> = new Set(
  (
    "area base br col embed hr img input link meta param source track wbr " +
    "p li dt dd option optgroup rt rp thead tbody tfoot tr td th"
  ).split(" "),
);

const maxDepth = 10_000;

function push({ cursor, open }: Walk, name: string, start: number): void {
  open.push(name, start);
  if (open.depth() <= maxDepth) return;
  complain(cursor, "nested-too-deep", start);
  cursor.position = cursor.text.length;
}

/** Passes text up to the closing tag of that name and the tag itself; the file's end when there is none. */
function passRaw(cursor: Cursor, { name, start }: Tag): number {
  const { text } = cursor;
  const wanted = name.toLowerCase();
  for (let at = text.indexOf("</", cursor.position); at !== -1; at = text.indexOf("</", at + 2)) {
    const found = text.slice(at + 2, at + 2 + name.length).toLowerCase();
    if (found !== wanted || nameOfTag(text, at + 2 + name.length) !== "") continue;
    const end = text.indexOf(">", at);
    cursor.position = end === -1 ? text.length : end + 1;
    return at;
  }
  complain(cursor, "unclosed-element", start);
  cursor.position = text.length;
  return text.length;
}

/** A comment, `<!doctype html>` or `<?xml ?>`. */
function passDeclaration(walk: Walk): void {
  const { cursor } = walk;
  const { text, position } = cursor;
  const isComment = text.startsWith("<!--", position);
  const mark = isComment ? "-->" : ">";
  // The end may share its hyphens with the beginning: `<!-->`.
  const end = indexOf(walk, mark, position + 2);
  if (end === -1 && isComment) complain(cursor, "unterminated-comment", position);
  cursor.position = end === -1 ? position + 2 : end + mark.length;
}

function passClosingTag(walk: Walk): void {
  const { cursor, open } = walk;
  const { text, position } = cursor;
  const end = indexOf(walk, ">", position);
  open.closeNearest(nameOfTag(text, position + 2));
  cursor.position = end === -1 ? text.length : end + 1;
}

/** `{` opens an expression or, as `{{`, one of Vue, which has no tags in it and is not looked into. */
function passBrace(walk: Walk): void {
  const { cursor, closing, dialect, open } = walk;
  const { text, position } = cursor;
  if (dialect.braces === "nowhere") {
    const end = text.charCodeAt(position + 1) === code.openBrace ? indexOf(walk, "}}", position + 2) : -1;
    cursor.position = end === -1 ? position + 1 : end + 2;
    return;
  }
  const word = dialect.braces === "everywhere" ? wordOfBlock(text, position + 1) : "";
  passBraces(cursor, closing);
  // What is in `{#if a} ... {/if}` is not at the top either.
  if (word.startsWith("#")) push(walk, "{", position);
  else if (word.startsWith("/")) open.closeNearest("{");
}
