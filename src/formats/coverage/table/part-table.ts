import { type ByteReader, type ByteWriter, readNumber, readText } from "./bytes.ts";
import { END, nextLine } from "./line-table.ts";
import { mergeParts } from "./merge-parts.ts";

/** One arm of a branch, or one statement. A name is unique on its line. */
export interface Part {
  readonly name: number | string;
  readonly weight: number;
  readonly hits: number;
}

/**
 * What can be executed on one line beside the line itself. `parts` has those that are known by name: all of them, or
 * only those that were missed, or none. Line 0 is for branches whose line the tool does not know.
 */
export interface LineParts {
  readonly line: number;
  readonly total: number;
  readonly covered: number;
  readonly parts: readonly Part[];
}

/** Stands on one line, as a `LineCursor` does. */
export interface PartCursor {
  readonly line: number;
  readonly total: number;
  readonly covered: number;
  /** The parts that are known by name; they are only read when they are asked for. */
  parts(): readonly Part[];
  next(): void;
}

export function partCursor(bytes: Uint8Array): PartCursor {
  const reader: ByteReader = { bytes, at: 0 };
  let named = 0;
  let [start, end] = [0, 0];
  const cursor = {
    line: -1,
    total: 0,
    covered: 0,
    parts() {
      reader.at = start;
      return Array.from({ length: named }, () => readPart(reader));
    },
    next() {
      reader.at = end;
      if (end >= bytes.length) {
        cursor.line = END;
        return;
      }
      const head = readNumber(reader);
      cursor.line += Math.floor(head / 2);
      named = readNumber(reader);
      const counts = head % 2 === 0 ? [readNumber(reader), readNumber(reader)] : undefined;
      start = reader.at;
      const found = countAhead(reader, named);
      [cursor.total = 0, cursor.covered = 0] = counts ?? [found.total, found.covered];
      end = reader.at;
    },
  };
  cursor.next();
  return cursor;
}

/** Adds up the parts that follow, and comes to stand behind them. */
function countAhead(reader: ByteReader, named: number): { readonly total: number; readonly covered: number } {
  let [total, covered] = [0, 0];
  for (let index = 0; index < named; index += 1) {
    const head = readNumber(reader);
    const weight = head % 4 >= 2 ? readNumber(reader) : 1;
    total += weight;
    if (readNumber(reader) > 0) covered += weight;
    if (head % 2 === 0) continue;
    const length = readNumber(reader);
    reader.at += length;
  }
  return { total, covered };
}

/** Writes what is on one line behind `before`, which is -1 at the start. */
export function writeParts(writer: ByteWriter, before: number, { line, total, covered, parts }: LineParts): void {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  if (weight === total) writeHead(writer, before, line, parts.length);
  else {
    writer.number((line - before) * 2);
    writer.number(parts.length);
    writer.number(total);
    writer.number(covered);
  }
  for (const { name, weight, hits } of parts) writePart(writer, name, weight, hits);
}

/** What stands before parts that are all known by name, so that their counts follow from them. */
export function writeHead(writer: ByteWriter, before: number, line: number, named: number): void {
  writer.number((line - before) * 2 + 1);
  writer.number(named);
}

/** The first number tells whether the name is a text (1), whether a weight follows (2), and the name that is a number. */
export function writePart(writer: ByteWriter, name: number | string, weight: number, hits: number): void {
  const flags = (typeof name === "string" ? 1 : 0) + (weight === 1 ? 0 : 2);
  writer.number((typeof name === "string" ? 0 : name * 4) + flags);
  if (weight !== 1) writer.number(weight);
  writer.number(hits);
  if (typeof name === "string") writer.text(name);
}

function readPart(reader: ByteReader): Part {
  const head = readNumber(reader);
  const weight = head % 4 >= 2 ? readNumber(reader) : 1;
  const hits = readNumber(reader);
  return { name: head % 2 === 0 ? Math.floor(head / 4) : readText(reader), weight, hits };
}

/** The parts of all tables, line by line. With `named` false, names are of several schemes and mean nothing. */
export function mergePartTables(tables: readonly Uint8Array[], named: boolean, writer: ByteWriter): Uint8Array {
  const cursors = tables.map(partCursor);
  let before = -1;
  for (let line = nextLine(cursors); line !== END; line = nextLine(cursors)) {
    const here: LineParts[] = [];
    for (const cursor of cursors) {
      if (cursor.line !== line) continue;
      const { total, covered } = cursor;
      here.push({ line, total, covered, parts: named ? cursor.parts() : [] });
      cursor.next();
    }
    writeParts(writer, before, mergeParts(line, here));
    before = line;
  }
  return writer.take();
}
