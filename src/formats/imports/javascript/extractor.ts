import { cursorOver } from "./cursor.ts";
import { decodeImports, encodeImports } from "./encoding.ts";
import type { JavaScriptImports } from "./imports.ts";
import { sourceText } from "./source-text.ts";
import { readTokens } from "./tokens.ts";

/**
 * Every import of a JavaScript or TypeScript file, with or without JSX: the bytes tell, not the name. Never throws; on a
 * file that no compiler accepts, imports that can be read count, and problems say that others may be missing.
 */
export function scanJavaScriptImports(file: Uint8Array): JavaScriptImports {
  const cursor = cursorOver(sourceText(file));
  readTokens(cursor);
  const { imports, computed, problems } = cursor;
  return { imports, computed, problems };
}

/** The scanner for a repository source, which remembers what it found in each blob. */
export const javaScriptImports = {
  id: "javascript-imports",
  version: 3,
  extract: scanJavaScriptImports,
  encode: encodeImports,
  decode: decodeImports,
};
