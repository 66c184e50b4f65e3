import type { FileCoverage, Fraction } from "./model.ts";
import { END, lineCursor } from "./table/line-table.ts";
import { type PartCursor, partCursor } from "./table/part-table.ts";

/** One executable line of a source file. */
export interface LineCoverage {
  readonly line: number;
  /** At most `Number.MAX_SAFE_INTEGER`; some formats only tell 0 from 1. */
  readonly hits: number;
  /** Executed, but something on it that is neither an arm nor a statement was left out. */
  readonly partial: boolean;
  readonly branches: Fraction | undefined;
  readonly statements: Fraction | undefined;
}

/** The executable lines of a file in their order. */
export function* linesOf(file: FileCoverage): Generator<LineCoverage, void> {
  const branches = partCursor(file.branches ?? new Uint8Array(0));
  const statements = partCursor(file.statements ?? new Uint8Array(0));
  for (const cursor = lineCursor(file.lines); cursor.line !== END; cursor.next()) {
    const { line, hits, partial } = cursor;
    yield { line, hits, partial, branches: partsAt(branches, line), statements: partsAt(statements, line) };
  }
}

function partsAt(cursor: PartCursor, line: number): Fraction | undefined {
  while (cursor.line < line) cursor.next();
  return cursor.line === line ? { covered: cursor.covered, total: cursor.total } : undefined;
}
