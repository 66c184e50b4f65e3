import type { FileCoverage } from "./model.ts";
import { type ByteWriter, byteWriter } from "./table/bytes.ts";
import { END, lineCursor, writeLine } from "./table/line-table.ts";
import { partCursor, writeParts } from "./table/part-table.ts";

/** The same file as if the tool had not listed these lines. */
export function withoutLines(file: FileCoverage, lines: ReadonlySet<number>): FileCoverage {
  const writer = byteWriter();
  return {
    ...file,
    lines: linesWithout(file.lines, lines, writer),
    branches: file.branches === undefined ? undefined : partsWithout(file.branches, lines, writer),
    statements: file.statements === undefined ? undefined : partsWithout(file.statements, lines, writer),
  };
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
