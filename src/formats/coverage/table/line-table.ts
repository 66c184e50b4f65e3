import { type ByteReader, type ByteWriter, readNumber } from "./bytes.ts";

/**
 * One line of a table. Tables are ordered by line, each line once; a cursor stands on one line, and on `END` behind the
 * last. Its fields change with `next`, so that millions of lines need no objects.
 */
export interface LineCursor {
  readonly line: number;
  readonly hits: number;
  /** Executed, but something on it was left out that is neither an arm nor a statement. */
  readonly partial: boolean;
  next(): void;
}

/** Behind every line. */
export const END = Number.POSITIVE_INFINITY;

export function lineCursor(bytes: Uint8Array): LineCursor {
  const reader: ByteReader = { bytes, at: 0 };
  const cursor = {
    line: 0,
    hits: 0,
    partial: false,
    next() {
      if (reader.at >= bytes.length) {
        cursor.line = END;
        return;
      }
      const head = readNumber(reader);
      const kind = head % 4;
      cursor.line += Math.floor(head / 4);
      cursor.partial = kind === kinds.partial;
      cursor.hits = kind <= kinds.once ? kind : readNumber(reader);
    },
  };
  cursor.next();
  return cursor;
}

/** What follows the distance to the line before. Lines that ran never or once, which most did, need no count. */
const kinds = { never: 0, once: 1, often: 2, partial: 3 } as const;

/** Writes one line behind `before`, which is 0 at the start. */
export function writeLine(writer: ByteWriter, before: number, line: number, hits: number, partial: boolean): void {
  const kind = partial ? kinds.partial : hits === 0 ? kinds.never : hits === 1 ? kinds.once : kinds.often;
  writer.number((line - before) * 4 + kind);
  if (kind > kinds.once) writer.number(hits);
}

/**
 * All lines that any table has. Hits are the greatest of any, not the sum: the same upload twice then says what it says
 * once, and a line that a report lists twice is not counted twice. A line is partial if no table has it whole.
 */
export function mergeLineTables(tables: readonly Uint8Array[], writer: ByteWriter): Uint8Array {
  const cursors = tables.map(lineCursor);
  let before = 0;
  for (let line = nextLine(cursors); line !== END; line = nextLine(cursors)) {
    let hits = 0;
    let whole = false;
    for (const cursor of cursors) {
      if (cursor.line !== line) continue;
      hits = Math.max(hits, cursor.hits);
      whole ||= cursor.hits > 0 && !cursor.partial;
      cursor.next();
    }
    writeLine(writer, before, line, hits, hits > 0 && !whole);
    before = line;
  }
  return writer.take();
}

/** The lowest line that any cursor stands on. */
export function nextLine(cursors: readonly { readonly line: number }[]): number {
  let lowest = END;
  for (const { line } of cursors) if (line < lowest) lowest = line;
  return lowest;
}
