import { shown } from "../reports/problem-log.ts";
import { type FileStore, fileStore } from "./file-store.ts";
import { MAX_ENTRIES, MAX_FILES, MAX_LINE_NUMBER, MAX_PATH_CHARACTERS } from "./limits.ts";
import type { FileCoverage, FileHints } from "./model.ts";
import type { ProblemLog } from "./problems.ts";
import { type ByteWriter, byteWriter } from "./table/bytes.ts";
import { type LineScratch, lineScratch } from "./table/line-scratch.ts";
import { type PartScratch, partScratch } from "./table/part-scratch.ts";
import type { Part } from "./table/part-table.ts";

/** What a parser tells of one file after the other. Every call checks its limits; what is refused is a problem. */
export interface Collector {
  /** All that follows is about this file, until the next `open`. False: refused, and what follows is left out. */
  open(path: string, hints?: FileHints): boolean;
  line(line: number, hits: number, partial: boolean): void;
  /** An arm of a branch by name. Line 0 when the tool does not know it. */
  arm(line: number, name: number | string, hits: number): void;
  /** Arms of a line by number; `missed` names those that did not run, if the tool says so. */
  arms(line: number, covered: number, total: number, missed: readonly (number | string)[]): void;
  statement(line: number, name: number | string, weight: number, hits: number): void;
  /** See `FileCoverage.surplus`. */
  surplus(lines: number): void;
  files(measured: Measured): Map<string, FileCoverage>;
}

/** What the tool measured; a file without a single branch is then one without branches, not one that nobody knows. */
interface Measured {
  readonly branches: boolean;
  readonly statements: boolean;
}

export function collector(scheme: string, problems: ProblemLog): Collector {
  const state: State = {
    ...{ scheme, problems, store: fileStore(), writer: byteWriter() },
    ...{ lines: lineScratch(), arms: partScratch(), statements: partScratch() },
    ...{ current: undefined, entries: 0 },
  };
  return {
    open(path, hints = {}) {
      flush(state);
      const usable = isUsable(path, state.store, problems);
      state.current = usable ? { path: ownText(path), hints: ownTexts(hints), surplus: 0 } : undefined;
      return usable;
    },
    line(line, hits, partial) {
      if (accepts(line, 1, state)) state.lines.add(line, hits, partial);
    },
    arm(line, name, hits) {
      if (accepts(line, 0, state)) state.arms.add(line, name, 1, hits);
    },
    arms(line, covered, total, missed) {
      if (!accepts(line, 0, state)) return;
      const parts: Part[] = missed.map((name) => ({ name, weight: 1, hits: 0 }));
      state.arms.addCounts({ line, total, covered, parts });
    },
    statement(line, name, weight, hits) {
      if (accepts(line, 1, state)) state.statements.add(line, name, weight, hits);
    },
    surplus(count) {
      if (state.current !== undefined) state.current.surplus = count;
    },
    files(measured) {
      flush(state);
      state.current = undefined;
      return filled(state.store.take(), measured);
    },
  };
}

interface State {
  readonly scheme: string;
  readonly problems: ProblemLog;
  readonly store: FileStore;
  readonly writer: ByteWriter;
  /** Of the present file, until it is put into the store. */
  readonly lines: LineScratch;
  readonly arms: PartScratch;
  readonly statements: PartScratch;
  current: { readonly path: string; readonly hints: FileHints; surplus: number } | undefined;
  entries: number;
}

/** Puts what was collected of the present file into the store. */
function flush({ current, store, scheme, lines, arms, statements, writer }: State): void {
  if (current === undefined) return;
  const [branchTable, statementTable] = [arms.take(writer), statements.take(writer)];
  store.add(current.path, {
    lines: lines.take(writer),
    branches: branchTable.length > 0 ? branchTable : undefined,
    statements: statementTable.length > 0 ? statementTable : undefined,
    scheme,
    surplus: current.surplus,
    hints: current.hints,
  });
}

/** Whether an entry about this line may be added. */
function accepts(line: number, lowest: number, state: State): boolean {
  const { current, problems } = state;
  if (current === undefined) return false;
  state.entries += 1;
  if (state.entries > MAX_ENTRIES) problems.note("limit", `it has more than ${MAX_ENTRIES} entries.`);
  else if (line > MAX_LINE_NUMBER) problems.note("limit", `line ${line} is beyond ${MAX_LINE_NUMBER}.`);
  else if (line < lowest) problems.note("no-such-line", `it names line ${line} of ${shown(current.path)}.`);
  else {
    if (state.lines.full() || state.arms.full() || state.statements.full()) flush(state);
    return true;
  }
  return false;
}

function isUsable(path: string, store: FileStore, problems: ProblemLog): boolean {
  if (path === "") problems.note("unreadable-entry", "a file has no path.");
  else if (path.includes("\0")) problems.note("unreadable-entry", `a path has a NUL: ${shown(path)}.`);
  else if (path.length > MAX_PATH_CHARACTERS) {
    problems.note("limit", `a path has more than ${MAX_PATH_CHARACTERS} characters: ${shown(path)}.`);
  } else if (store.size() >= MAX_FILES && !store.has(path)) {
    problems.note("limit", `it has more than ${MAX_FILES} files.`);
  } else return true;
  return false;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A copy of a text that was cut out of a larger one, which would stay in memory as long as the cutting does. */
function ownText(text: string): string {
  return decoder.decode(encoder.encode(text));
}

function ownTexts(hints: FileHints): FileHints {
  return {
    ...(hints.package === undefined ? {} : { package: ownText(hints.package) }),
    ...(hints.module === undefined ? {} : { module: ownText(hints.module) }),
    ...(hints.name === undefined ? {} : { name: ownText(hints.name) }),
  };
}

const nothing = new Uint8Array(0);

function filled(files: Map<string, FileCoverage>, measured: Measured): Map<string, FileCoverage> {
  for (const [path, file] of files) {
    const branches = file.branches ?? (measured.branches ? nothing : undefined);
    const statements = file.statements ?? (measured.statements ? nothing : undefined);
    files.set(path, { ...file, branches, statements });
  }
  return files;
}
