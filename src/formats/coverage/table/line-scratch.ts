import type { ByteWriter } from "./bytes.ts";
import { writeLine } from "./line-table.ts";
import { MAX_SORTED, orderByLine, widened } from "./order.ts";

/** Room for lines of one file, in any order, until they become a table. It is used for one file after the other. */
export interface LineScratch {
  add(line: number, hits: number, partial: boolean): void;
  /** No more fit before `take`. */
  full(): boolean;
  /** The table of what was added; empty when nothing was. */
  take(writer: ByteWriter): Uint8Array;
}

export function lineScratch(): LineScratch {
  let lines = new Int32Array(1_024);
  let hits = new Float64Array(1_024);
  // 0: not executed; 1: partial; 2: whole.
  let states = new Uint8Array(1_024);
  let length = 0;

  function widen(): void {
    lines = widened(lines, new Int32Array(lines.length * 2));
    hits = widened(hits, new Float64Array(lines.length));
    states = widened(states, new Uint8Array(lines.length));
  }

  return {
    add(line, count, partial) {
      if (length === lines.length) widen();
      lines[length] = line;
      hits[length] = count;
      states[length] = count === 0 ? 0 : partial ? 1 : 2;
      length += 1;
    },
    full: () => length >= MAX_SORTED,
    take(writer) {
      writeColumns({ lines, hits, states, length }, writer);
      length = 0;
      return writer.take();
    },
  };
}

interface Columns {
  readonly lines: Int32Array;
  readonly hits: Float64Array;
  readonly states: Uint8Array;
  readonly length: number;
}

/** Writes each line once, with the greatest count and the best state of its entries. */
function writeColumns({ lines, hits, states, length }: Columns, writer: ByteWriter): void {
  const order = orderByLine(lines, length);
  const at = (index: number) => (order === undefined ? index : (order[index] ?? 0));
  let before = 0;
  for (let index = 0; index < length; ) {
    const line = lines[at(index)] ?? 0;
    let most = 0;
    let state = 0;
    for (; index < length && lines[at(index)] === line; index += 1) {
      most = Math.max(most, hits[at(index)] ?? 0);
      state = Math.max(state, states[at(index)] ?? 0);
    }
    writeLine(writer, before, line, most, state === 1);
    before = line;
  }
}
