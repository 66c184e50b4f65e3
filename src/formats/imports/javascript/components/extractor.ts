import { type Cursor, complain, cursorOver, keep } from "../cursor.ts";
import { decodeImports, encodeImports } from "../encoding.ts";
import { javaScriptImports } from "../extractor.ts";
import type { JavaScriptImports } from "../imports.ts";
import { sourceText } from "../source-text.ts";
import { readTokens } from "../tokens.ts";
import { type Block, blocksOf } from "./blocks.ts";
import { astro, attributeOf, type Dialect, svelte, vue } from "./dialects.ts";

/** Components of Vue: the imports of their scripts, and what blocks load with `src`. */
export const vueImports = componentImports("vue-imports", vue);

/** Components of Svelte: the imports of their scripts, and of the expressions in their markup. */
export const svelteImports = componentImports("svelte-imports", svelte);

/** Components of Astro: the imports of the front matter, of bundled scripts, and of the expressions in the markup. */
export const astroImports = componentImports("astro-imports", astro);

function componentImports(id: string, dialect: Dialect) {
  return {
    id,
    // What the scanner of programs finds is part of the value.
    version: javaScriptImports.version * 1_000 + 1,
    extract: (file: Uint8Array) => scanComponent(file, dialect),
    encode: encodeImports,
    decode: decodeImports,
  };
}

/** Every import of a component, with the lines of the file. Never throws. */
function scanComponent(file: Uint8Array, dialect: Dialect): JavaScriptImports {
  const cursor = cursorOver(sourceText(file));
  if (dialect.frontMatter) readFrontMatter(cursor);
  for (const block of blocksOf(cursor, dialect)) readBlock(cursor, block);
  const { imports, computed, problems } = cursor;
  return { imports, computed, problems };
}

/** Two lines of `---` with a program between them; nothing but blanks may stand before. */
function readFrontMatter(cursor: Cursor): void {
  const { text } = cursor;
  const fence = /^\s*---/.exec(text)?.[0];
  if (fence === undefined) return;
  const closing = /^[ \t]*---/gm;
  closing.lastIndex = fence.length;
  const end = closing.exec(text);
  if (end === null) complain(cursor, "unclosed-element", fence.length - 1);
  readProgram(cursor, fence.length, end?.index ?? text.length);
  cursor.position = end === null ? text.length : end.index + end[0].length;
}

function readBlock(cursor: Cursor, { tag, start, end }: Block): void {
  const source = tag.attributes.get("src");
  // A file of the public folder, or of another server, is no part of the program.
  if (source !== undefined && source.value !== "" && !/^([a-z][\w+.-]*:|\/)/i.test(source.value)) {
    const specifierLine = cursor.lineAt(source.start);
    keep(cursor, tag.start, { specifier: source.value, specifierLine, kind: "import", typeOnly: false });
  }
  if (tag.name !== "script") return;
  const language = attributeOf(tag, "lang") ?? attributeOf(tag, "type") ?? "";
  if (programs.test(language)) readProgram(cursor, start, end);
  else if (!data.test(language)) complain(cursor, "unknown-language", tag.start);
}

const programs =
  /^(|module|babel|((text|application)\/)?(x-)?(javascript|ecmascript|typescript|babel|[cm]?[jt]s|[jt]sx))$/i;
const data = /json|^(importmap|speculationrules)$/i;

/** Reads a part of the file as a program of its own. */
function readProgram(cursor: Cursor, start: number, end: number): void {
  const { imports, problems, computed, lineAt, text } = cursor;
  const alone = cursorOver({ text: text.slice(start, end), problems: [] });
  const inner: Cursor = { ...alone, imports, problems, computed, lineAt: (offset) => lineAt(start + offset) };
  readTokens(inner);
}
