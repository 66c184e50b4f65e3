import type { ByteWriter } from "./bytes.ts";
import { compareNames, countParts, mergeParts } from "./merge-parts.ts";
import { MAX_SORTED, orderByLine, widened } from "./order.ts";
import { type LineParts, type Part, writeHead, writePart, writeParts } from "./part-table.ts";

/** Room for arms or statements of one file, in any order, until they become a table. */
export interface PartScratch {
  /** One part by name. Those of one line and name count once. */
  add(line: number, name: number | string, weight: number, hits: number): void;
  /** Counts of a line, with the names of what was missed where they are known. */
  addCounts(parts: LineParts): void;
  full(): boolean;
  take(writer: ByteWriter): Uint8Array;
}

export function partScratch(): PartScratch {
  let lines = new Int32Array(256);
  let hits = new Float64Array(256);
  let names: (number | string)[] = [];
  let weights: number[] = [];
  let counts: LineParts[] = [];

  return {
    add(line, name, weight, count) {
      const index = names.length;
      if (index === lines.length) {
        lines = widened(lines, new Int32Array(index * 2));
        hits = widened(hits, new Float64Array(index * 2));
      }
      lines[index] = line;
      hits[index] = count;
      names.push(name);
      weights.push(weight);
    },
    addCounts(parts) {
      counts.push(parts);
    },
    full: () => names.length + counts.length >= MAX_SORTED,
    take(writer) {
      const columns = { lines, hits, names, weights };
      if (counts.length === 0) writeNamed(columns, writer);
      else writeMerged([...counts, ...groups(columns).map(countedOnce)], writer);
      names = [];
      weights = [];
      counts = [];
      return writer.take();
    },
  };
}

interface Columns {
  readonly lines: Int32Array;
  readonly hits: Float64Array;
  readonly names: readonly (number | string)[];
  readonly weights: readonly number[];
}

/** The way of most files, without an object for each part: names of a line ascend, so none of them comes twice. */
function writeNamed(columns: Columns, writer: ByteWriter): void {
  const { lines, hits, names, weights } = columns;
  if (!ascends(columns)) {
    writeMerged(groups(columns).map(countedOnce), writer);
    return;
  }
  let before = -1;
  for (let start = 0; start < names.length; ) {
    const line = lines[start] ?? 0;
    let end = start;
    while (end < names.length && lines[end] === line) end += 1;
    writeHead(writer, before, line, end - start);
    for (; start < end; start += 1) writePart(writer, names[start] ?? 0, weights[start] ?? 0, hits[start] ?? 0);
    before = line;
  }
}

function ascends({ lines, names }: Columns): boolean {
  for (let index = 1; index < names.length; index += 1) {
    const [before, line] = [lines[index - 1] ?? 0, lines[index] ?? 0];
    if (before > line) return false;
    if (before < line) continue;
    if (compareNames(names[index - 1] ?? 0, names[index] ?? 0) >= 0) return false;
  }
  return true;
}

/** What was added by name, as one group a line. */
function groups({ lines, hits, names, weights }: Columns): readonly { line: number; parts: readonly Part[] }[] {
  const order = orderByLine(lines, names.length);
  const groups: { line: number; parts: Part[] }[] = [];
  for (let index = 0; index < names.length; index += 1) {
    const at = order === undefined ? index : (order[index] ?? 0);
    const line = lines[at] ?? 0;
    const part = { name: names[at] ?? 0, weight: weights[at] ?? 0, hits: hits[at] ?? 0 };
    const last = groups.at(-1);
    if (last?.line === line) last.parts.push(part);
    else groups.push({ line, parts: [part] });
  }
  return groups;
}

/** Each part is put beside the others as if it came alone, so that those of one name are merged. */
function countedOnce({ line, parts }: { readonly line: number; readonly parts: readonly Part[] }): LineParts {
  return mergeParts(
    line,
    parts.map((part) => countParts(line, [part])),
  );
}

function writeMerged(all: readonly LineParts[], writer: ByteWriter): void {
  let before = -1;
  const lines = Map.groupBy(all, ({ line }) => line);
  for (const line of [...lines.keys()].sort((left, right) => left - right)) {
    writeParts(writer, before, mergeParts(line, lines.get(line) ?? []));
    before = line;
  }
}
