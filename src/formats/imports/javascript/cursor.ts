import { lineMark, type UnreadImport } from "../unread-import.ts";
import type { ImportedModule, ProblemKind, ReadingProblem } from "./imports.ts";
import { lineFinder, type SourceText } from "./source-text.ts";

/** What encloses a place: kinds of brackets, and the parts of an element of JSX. */
export const frame = {
  parenthesis: 0,
  /** Of `if (...)` and the like: behind it a statement begins. */
  condition: 1,
  bracket: 2,
  block: 3,
  object: 4,
  /** `${` of a template. */
  template: 5,
  /** `{` in a tag or between tags. */
  expression: 6,
  /** Inside `<name ...>`, where `</name` is still to come. */
  tag: 7,
  /** As `tag` without an end to come: it closes itself, or is no element but `<T>` of TypeScript. */
  loneTag: 8,
  /** Between `<name>` and `</name>`. */
  children: 9,
} as const;

/** Where reading stands in one file, and what was found so far. */
export interface Cursor {
  readonly text: string;
  position: number;
  /** Whether the last token ends a value, so that `/` divides and `<` compares. */
  afterValue: boolean;
  /** Whether `{` would open a block here, not an object. */
  beforeStatement: boolean;
  /** The last token if it was a word, else empty. */
  lastWord: string;
  /** Whether a line ended since the last token. */
  newline: boolean;
  /** Kinds of what is open, the innermost last, and where each begins. */
  readonly frames: number[];
  readonly openedAt: number[];
  /** How many more characters may be read a second time. */
  rereadable: number;
  readonly imports: ImportedModule[];
  readonly computed: UnreadImport[];
  readonly problems: ReadingProblem[];
  readonly lineAt: (offset: number) => number;
}

const limits = { imports: 50_000, problems: 100, computed: 1_000, depth: 10_000, specifier: 2_000 } as const;

export function cursorOver({ text, problems }: SourceText): Cursor {
  return {
    text,
    position: 0,
    afterValue: false,
    beforeStatement: true,
    lastWord: "",
    newline: true,
    frames: [],
    openedAt: [],
    rereadable: text.length,
    imports: [],
    computed: [],
    problems: [...problems],
    lineAt: lineFinder(text),
  };
}

/** Notes a call whose argument only the running program knows. */
export function noteComputed(cursor: Cursor, offset: number): void {
  if (cursor.computed.length >= limits.computed) return;
  cursor.computed.push({ line: cursor.lineAt(offset), mark: lineMark(cursor.text, offset) });
}

/** Reports what may hide imports. Nobody reads the hundredth of them. */
export function complain(cursor: Cursor, kind: ProblemKind, offset: number): void {
  if (cursor.problems.length < limits.problems) cursor.problems.push({ kind, line: cursor.lineAt(offset) });
}

/** Opens a frame; the end of reading when nothing that people write is nested so deep. */
export function open(cursor: Cursor, kind: number, offset: number): void {
  if (cursor.frames.length >= limits.depth) {
    complain(cursor, "nested-too-deep", offset);
    cursor.position = cursor.text.length;
    return;
  }
  cursor.frames.push(kind);
  cursor.openedAt.push(offset);
}

export function close(cursor: Cursor): void {
  cursor.frames.pop();
  cursor.openedAt.pop();
}

/** Keeps an import; too many or too long ones end reading or are left out, and are told of. */
export function keep(cursor: Cursor, start: number, found: Omit<ImportedModule, "line">): void {
  if (found.specifier.length > limits.specifier) complain(cursor, "specifier-too-long", start);
  else if (cursor.imports.length < limits.imports) cursor.imports.push({ ...found, line: cursor.lineAt(start) });
  else {
    complain(cursor, "too-many-imports", start);
    cursor.position = cursor.text.length;
  }
}

/** Behind a token that ends a value. */
export function passedValue(cursor: Cursor): void {
  cursor.afterValue = true;
  cursor.beforeStatement = false;
  cursor.lastWord = "";
  cursor.newline = false;
}

/** Behind a token that a value follows. */
export function passedOperator(cursor: Cursor, beforeStatement = false): void {
  cursor.afterValue = false;
  cursor.beforeStatement = beforeStatement;
  cursor.lastWord = "";
  cursor.newline = false;
}

/** Whether what seems to have no end may be read again as something else; each character at most about once. */
export function mayReread(cursor: Cursor, from: number): boolean {
  cursor.rereadable -= cursor.text.length - from;
  return cursor.rereadable >= 0;
}
