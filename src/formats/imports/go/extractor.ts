import { cursorOver } from "./cursor.ts";
import { decodeImports, encodeImports } from "./encoding.ts";
import type { GoImports } from "./imports.ts";
import { readStatements } from "./statements.ts";

/**
 * Every import of a Go file, whatever its build constraints say. Nothing behind the imports is read. Never throws; on a
 * file that no compiler accepts, imports that can be read count, and problems say that others may be missing.
 */
export function scanGoImports(file: Uint8Array): GoImports {
  const cursor = cursorOver(file);
  readStatements(cursor);
  const { imports, problems } = cursor;
  return { imports, problems };
}

/** The scanner for a repository source, which remembers what it found in each blob. */
export const goImports = {
  id: "go-imports",
  version: 1,
  extract: scanGoImports,
  encode: encodeImports,
  decode: decodeImports,
};
