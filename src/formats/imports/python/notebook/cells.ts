import { type JsonVisitor, walkJson } from "./json-walk.ts";

/** One cell of code. */
export interface CodeCell {
  readonly text: string;
  /** By line of the text, from zero: the line of the file where that line begins. */
  readonly lines: readonly number[];
}

export interface Notebook {
  readonly cells: readonly CodeCell[];
  /** A line from where on the file cannot be read. */
  readonly flaw: { readonly kind: "unreadable-notebook" | "conflict-marker"; readonly line: number } | undefined;
}

/** A string of the file that is part of a cell. */
interface Part {
  readonly text: string;
  readonly line: number;
}

interface Reading {
  readonly bytes: Uint8Array;
  readonly lineAt: (position: number) => number;
  readonly cells: CodeCell[];
  readonly languages: string[];
  isCode: boolean;
  parts: Part[];
  /** Whether there is a list of cells. */
  hasCells: boolean;
  flaw: Notebook["flaw"];
}

/** The cells of code of a notebook, in format 3 or 4; none when it is written in another language than Python. */
export function readNotebook(bytes: Uint8Array): Notebook {
  const lineAt = lineFinder(bytes);
  const reading: Reading = {
    bytes,
    lineAt,
    cells: [],
    languages: [],
    isCode: false,
    parts: [],
    hasCells: false,
    flaw: undefined,
  };
  const end = walkJson(bytes, visitorOf(reading));
  if (end !== -1)
    reading.flaw = { kind: isConflict(bytes, end) ? "conflict-marker" : "unreadable-notebook", line: lineAt(end) };
  else if (!reading.hasCells) reading.flaw ??= { kind: "unreadable-notebook", line: 1 };
  endCell(reading);
  const isOther = reading.languages.length > 0 && !reading.languages.some((name) => /python|sage/i.test(name));
  return { cells: isOther ? [] : reading.cells, flaw: reading.flaw };
}

/** Format 3 has its cells in sheets, and calls their text `input`. */
function visitorOf(reading: Reading): JsonVisitor {
  return {
    string(path, start, end) {
      switch (path) {
        case "/cells/[]/cell_type":
        case "/worksheets/[]/cells/[]/cell_type":
          if (textAt(reading, start, end) === "code") reading.isCode = true;
          break;
        case "/cells/[]/source":
        case "/cells/[]/source/[]":
        case "/worksheets/[]/cells/[]/input":
        case "/worksheets/[]/cells/[]/input/[]":
          reading.parts.push({ text: textAt(reading, start, end), line: reading.lineAt(start) });
          break;
        case "/metadata/language_info/name":
        case "/metadata/kernelspec/language":
          reading.languages.push(textAt(reading, start, end));
          break;
        case "/metadata/kernelspec/name":
          reading.languages.push(...languageOfKernel(textAt(reading, start, end)));
      }
    },
    end(path) {
      if (path === "/cells/[]" || path === "/worksheets/[]/cells/[]") endCell(reading);
      else if (path === "/cells" || path === "/worksheets") reading.hasCells = true;
    },
  };
}

/** Colab names the kernel alone. */
function languageOfKernel(name: string): readonly string[] {
  return /^(ir$|julia)/.test(name) ? [name] : [];
}

function textAt(reading: Reading, start: number, end: number): string {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(reading.bytes.subarray(start, end)));
    return typeof value === "string" ? value : "";
  } catch {
    reading.flaw ??= { kind: "unreadable-notebook", line: reading.lineAt(start) };
    return "";
  }
}

/** The kind of a cell may stand behind its text, so only its end tells what it was. */
function endCell(reading: Reading): void {
  if (reading.isCode && reading.parts.length > 0) reading.cells.push(cellOf(reading.parts));
  reading.isCode = false;
  reading.parts = [];
}

function cellOf(parts: readonly Part[]): CodeCell {
  const text = parts.map((part) => part.text).join("");
  const lines: number[] = [];
  let offset = 0;
  let isStart = true;
  for (const part of parts) {
    for (const end = offset + part.text.length; offset < end; offset += 1) {
      if (isStart) lines.push(part.line);
      const character = text[offset];
      isStart = character === "\n" || (character === "\r" && text[offset + 1] !== "\n");
    }
  }
  return { text, lines };
}

function isConflict(bytes: Uint8Array, position: number): boolean {
  return /^[<=>|]{7}/.test(String.fromCharCode(...bytes.subarray(position, position + 7)));
}

function lineFinder(bytes: Uint8Array): (position: number) => number {
  const ends: number[] = [];
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) ends.push(at);
  return (position) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
