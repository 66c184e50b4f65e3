import type { FileCoverage } from "./model.ts";
import { type ByteWriter, byteWriter } from "./table/bytes.ts";
import { END, lineCursor, writeLine } from "./table/line-table.ts";
import { partCursor, writeParts } from "./table/part-table.ts";

/** The same file as if the tool had not listed these lines. */
export function withoutLines(file: FileCoverage, lines: ReadonlySet<number>): FileCoverage {
  const writer = byteWriter();
  const kept = linesWithout(file.lines, lines, writer);
  return {
    ...file,
    lines: kept,
    // Which lines the tool did not count is not known, so that each has as much of them.
    surplus: Math.floor((file.surplus * countOf(kept)) / Math.max(1, countOf(file.lines))),
    branches: file.branches === undefined ? undefined : partsWithout(file.branches, lines, writer),
    statements: file.statements === undefined ? undefined : partsWithout(file.statements, lines, writer),
  };
}

function countOf(table: Uint8Array): number {
  let count = 0;
  for (const cursor = lineCursor(table); cursor.line !== END; cursor.next()) count += 1;
  return count;
}

function linesWithout(table: Uint8Array, lines: ReadonlySet<number>, writer: ByteWriter): Uint8Array {
  let before = 0;
  for (const cursor = lineCursor(table); cursor.line !== END; cursor.next()) {
    const { line, hits, partial } = cursor;
    if (lines.has(line)) continue;
    writeLine(writer, before, line, hits, partial);
    before = line;
  }
  return writer.take();
}

function partsWithout(table: Uint8Array, lines: ReadonlySet<number>, writer: ByteWriter): Uint8Array {
  let before = -1;
  for (const cursor = partCursor(table); cursor.line !== END; cursor.next()) {
    const { line, total, covered } = cursor;
    if (lines.has(line)) continue;
    writeParts(writer, before, { line, total, covered, parts: cursor.parts() });
    before = line;
  }
  return writer.take();
}
