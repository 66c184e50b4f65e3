import { textBetween } from "../../reports/digits.ts";
import { shown } from "../../reports/problem-log.ts";
import { recordReader } from "../../reports/records.ts";
import { type Collector, collector } from "../collector.ts";
import { countFromText, digitsOf } from "../counts.ts";
import { MAX_SPAN_LINES, MAX_SPANNED_LINES } from "../limits.ts";
import type { FileCoverage } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import type { FormatReader } from "../reader.ts";
import { byteWriter } from "../table/bytes.ts";
import { END, writeLine } from "../table/line-table.ts";
import { partCursor } from "../table/part-table.ts";

/**
 * Go's cover profile: blocks of statements. `go tool cover` counts statements, and so does the metric `statement`. A
 * block that several tests measured comes several times and counts once. Lines are all that a block touches, comments
 * too, since a profile does not tell them apart; a line is partial where one block on it ran and another did not.
 * The format has no end mark: a file that was cut off between two lines cannot be told from a whole one.
 */
export function goReader(problems: ProblemLog): FormatReader {
  const files = collector("go", problems);
  let open: string | undefined;
  const records = recordReader(problems, (bytes, start, end) => {
    const text = textBetween(bytes, start, end);
    if (/^mode: (set|count|atomic)$/.test(text)) return;
    const block = readBlock(text);
    if (block === undefined) {
      problems.note("unreadable-entry", `a block cannot be read: ${shown(text)}.`);
      return;
    }
    if (block.path.includes("\ufffd")) problems.note("encoding", `a path is not UTF-8: ${shown(block.path)}.`);
    if (open !== block.path) files.open(block.path);
    open = block.path;
    addBlock(block, files, problems);
  });
  return {
    push: records.push,
    end() {
      const unfinished = records.end();
      if (unfinished) problems.note("truncated", "the last line has no line end.");
      const read = files.files({ branches: false, statements: true });
      addLines(read, problems);
      return { kind: "lines", format: "go", files: read, hints: { style: "go-import", roots: [] } };
    },
  };
}

interface Block {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  readonly columns: string;
  readonly statements: number;
  readonly count: string;
}

/** name.go:line.column,line.column statements count. Only the path may hold anything, so it is read from the end. */
function readBlock(text: string): Block | undefined {
  const colon = text.lastIndexOf(":");
  const match = /^(\d{1,9})\.(\d{1,9}),(\d{1,9})\.(\d{1,9}) (\d{1,9}) (\S+)$/.exec(text.slice(colon + 1));
  const [, first, start, last, end, statements, count] = match ?? [];
  if (colon === -1 || count === undefined) return undefined;
  const lines = { first: digitsOf(first ?? ""), last: digitsOf(last ?? "") };
  if (lines.last < lines.first) return undefined;
  const columns = `${start},${lines.last}.${end}`;
  return { path: text.slice(0, colon), ...lines, columns, statements: Number(statements), count };
}

function addBlock(block: Block, files: Collector, problems: ProblemLog): void {
  const count = countFromText(block.count);
  if (count.kind === "unreadable") {
    problems.note("unreadable-entry", `a count cannot be read, and is taken for 0: ${shown(block.count)}.`);
  } else if (count.kind === "odd") problems.note("odd-count", count.what);
  const hits = count.kind === "unreadable" ? 0 : count.hits;
  if (block.last - block.first > MAX_SPAN_LINES) {
    problems.note("limit", `a block spans more than ${MAX_SPAN_LINES} lines.`);
  }
  // An empty block has nothing to execute.
  if (block.statements > 0) files.statement(block.first, block.columns, block.statements, hits);
}

/** Lines are derived at the end, when it is known which blocks are the same. */
function addLines(files: Map<string, FileCoverage>, problems: ProblemLog): void {
  let budget = MAX_SPANNED_LINES;
  const writer = byteWriter();
  for (const [path, file] of files) {
    const touched = touchedLines(file.statements ?? new Uint8Array(0), budget);
    budget -= touched.steps;
    if (budget < 0) problems.note("limit", `its blocks span more than ${MAX_SPANNED_LINES} lines.`);
    let before = 0;
    for (const [line, { most, least }] of [...touched.lines].sort(([left], [right]) => left - right)) {
      writeLine(writer, before, line, most, most > 0 && least === 0);
      before = line;
    }
    files.set(path, { ...file, lines: writer.take() });
  }
}

function touchedLines(statements: Uint8Array, budget: number) {
  const lines = new Map<number, { most: number; least: number }>();
  let steps = 0;
  for (const cursor = partCursor(statements); cursor.line !== END; cursor.next()) {
    for (const { name, hits } of cursor.parts()) {
      const last = Math.min(lastLine(name), cursor.line + MAX_SPAN_LINES);
      for (let line = cursor.line; line <= last && steps <= budget; line += 1) {
        steps += 1;
        const known = lines.get(line);
        if (known === undefined) lines.set(line, { most: hits, least: hits });
        else {
          known.most = Math.max(known.most, hits);
          known.least = Math.min(known.least, hits);
        }
      }
    }
  }
  return { lines, steps };
}

/** The last line of a block, out of the name that `readBlock` gives it. */
function lastLine(name: number | string): number {
  return Number(/,(\d+)\./.exec(String(name))?.[1] ?? 0);
}
