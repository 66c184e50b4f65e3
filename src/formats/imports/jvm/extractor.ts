import { cursorOver } from "./cursor.ts";
import { decodeImports, encodeImports } from "./encoding.ts";
import type { JvmImports } from "./imports.ts";
import { readJava } from "./java/statements.ts";
import { hasUnicodeEscape, withoutUnicodeEscapes } from "./java/unicode-escapes.ts";
import { readKotlin } from "./kotlin/statements.ts";
import { sourceBytes } from "./source-bytes.ts";

/**
 * Every import of a Java file. Never throws; on a file that no compiler accepts, imports that can be read count, and
 * problems say that others may be missing. Behind the imports, only words are read, and only where a star needs them.
 */
function scanJavaImports(file: Uint8Array): JvmImports {
  const bytes = sourceBytes(file);
  const cursor = cursorOver("java", bytes);
  const found = readJava(cursor);
  // An escape behind the place where reading ended cannot have misled it.
  const read = found.words.length > 0 ? bytes : bytes.subarray(0, cursor.position + "\\u".length);
  return hasUnicodeEscape(read) ? readJava(cursorOver("java", withoutUnicodeEscapes(bytes), false)) : found;
}

/** Every import of a Kotlin file, and the names it declares outside of all brackets. Never throws, as for Java. */
function scanKotlinImports(file: Uint8Array): JvmImports {
  return readKotlin(cursorOver("kotlin", sourceBytes(file)));
}

/** The scanners for a repository source, which remembers what they found in each blob. */
export const javaImports = {
  id: "java-imports",
  version: 1,
  extract: scanJavaImports,
  encode: encodeImports,
  decode: decodeImports,
};

export const kotlinImports = {
  id: "kotlin-imports",
  version: 1,
  extract: scanKotlinImports,
  encode: encodeImports,
  decode: decodeImports,
};
