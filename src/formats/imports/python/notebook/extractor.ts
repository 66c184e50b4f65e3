import type { UnreadImport } from "../../unread-import.ts";
import { bytesOf } from "../bytes.ts";
import { cursorOver } from "../cursor.ts";
import { decodeImports, encodeImports } from "../encoding.ts";
import { pythonImports } from "../extractor.ts";
import type { ImportedName, NameList, PythonImports, ReadingProblem } from "../imports.ts";
import { keepLookUps, nameLists } from "../name-lists.ts";
import { sourceBytes } from "../source-bytes.ts";
import { readStatements } from "../statements.ts";
import { type CodeCell, readNotebook } from "./cells.ts";
import { isPythonCell } from "./languages.ts";

const limits = { imports: 50_000, problems: 10, unreadDynamic: 1_000, lists: 1_000 } as const;

/**
 * Every import of the code cells of a notebook of Jupyter, with the lines of the file as git has it. Each cell is read by
 * itself, as it is run. Never throws; what is no notebook is a problem, an empty file is an empty notebook.
 */
export function scanNotebookImports(file: Uint8Array): PythonImports {
  const { bytes, problems: flaws } = sourceBytes(file);
  if (bytes.every((byte) => byte <= 0x20)) return { imports: [], problems: [], unreadDynamic: [], lists: [] };
  const { cells, flaw } = readNotebook(bytes);
  const imports: ImportedName[] = [];
  const problems: ReadingProblem[] = flaw === undefined ? [...flaws] : [...flaws, flaw];
  const unreadDynamic: UnreadImport[] = [];
  const lists: NameList[] = [];
  for (const cell of cells) {
    if (!isPythonCell(cell.text)) continue;
    const found = scanCell(cell);
    const room = limits.imports - imports.length;
    if (found.imports.length > room) problems.unshift({ kind: "too-many-imports", line: cell.lines[0] ?? 1 });
    imports.push(...found.imports.slice(0, room));
    problems.push(...found.problems);
    unreadDynamic.push(...found.unreadDynamic);
    lists.push(...found.lists);
    if (found.imports.length > room) break;
  }
  return {
    imports,
    problems: problems.slice(0, limits.problems),
    unreadDynamic: unreadDynamic.slice(0, limits.unreadDynamic),
    lists: lists.length > limits.lists ? [{ variable: "*", line: 1, names: [], complete: false }] : lists,
  };
}

/** The scanner of `.ipynb` files for a repository source. */
export const notebookImports = {
  id: "notebook-imports",
  // What the scanner of programs finds is part of the value.
  version: pythonImports.version * 1_000 + 1,
  extract: scanNotebookImports,
  encode: encodeImports,
  decode: decodeImports,
};

function scanCell({ text, lines }: CodeCell): PythonImports {
  const cursor = cursorOver(bytesOf(text), [], true);
  readStatements(cursor);
  keepLookUps(cursor);
  const lineOf = (line: number) => lines[Math.min(line, lines.length) - 1] ?? 1;
  return {
    imports: cursor.imports.map((imported) => ({
      ...imported,
      line: lineOf(imported.line),
      nameLine: lineOf(imported.nameLine),
    })),
    problems: cursor.problems.map(({ kind, line }) => ({ kind, line: lineOf(line) })),
    unreadDynamic: cursor.unreadDynamic.map(({ line, mark }) => ({ line: lineOf(line), mark })),
    lists: nameLists(cursor).map((list) => ({
      ...list,
      line: lineOf(list.line),
      names: list.names.map(({ module, line }) => ({ module, line: lineOf(line) })),
    })),
  };
}
