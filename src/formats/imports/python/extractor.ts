import { cursorOver } from "./cursor.ts";
import { decodeImports, encodeImports } from "./encoding.ts";
import type { PythonImports } from "./imports.ts";
import { keepLookUps, nameLists } from "./name-lists.ts";
import { sourceBytes } from "./source-bytes.ts";
import { readStatements } from "./statements.ts";

/**
 * Every import of a Python file: the same names and lines as CPython's `ast` on a file that CPython can parse. Never
 * throws; on a file that it cannot parse, imports that can be read count, and problems say that others may be missing.
 */
export function scanPythonImports(file: Uint8Array): PythonImports {
  const { bytes, problems } = sourceBytes(file);
  const cursor = cursorOver(bytes, problems);
  readStatements(cursor);
  keepLookUps(cursor);
  const { imports, unreadDynamic } = cursor;
  return { imports, problems: cursor.problems, unreadDynamic, lists: nameLists(cursor) };
}

/** The scanner for a repository source, which remembers what it found in each blob. */
export const pythonImports = {
  id: "python-imports",
  version: 4,
  extract: scanPythonImports,
  encode: encodeImports,
  decode: decodeImports,
};
