import type { UnreadImport } from "../unread-import.ts";
import { asciiBetween, bytesOf, code, isDigit, isIdentifierByte, isNewline } from "./bytes.ts";
import type { ImportedName, ProblemKind, ReadingProblem } from "./imports.ts";

/** Where the scanner stands in a file, and what it has found so far. */
export interface Cursor {
  readonly bytes: Uint8Array;
  position: number;
  /** The 1-based line of `position`. */
  line: number;
  readonly imports: ImportedName[];
  readonly problems: ReadingProblem[];
  readonly unreadDynamic: UnreadImport[];
  readonly assigned: AssignedBrackets[];
  readonly lookUps: LookUp[];
  /** Calls that were looked at for one. */
  lookUpsTried: number;
  /** What the first imports, so many as were looked at, show of libraries that load modules by name. */
  readonly loaders: { looked: number; readonly found: Set<string>; readonly aliases: LoaderAlias[] };
  /**
   * Quotes whose triple form is known not to be closed any more, so that nobody looks for the end twice; negative for
   * f-strings in single quotes whose fields go over lines.
   */
  readonly neverClosed: Set<number>;
  /** Bytes that were read again after a string turned out to have no end. */
  rereadBytes: number;
  /** Told of every name in a replacement field of a string, by its bytes; keywords and prefixes of strings among them. */
  onFieldName?: ((start: number, end: number) => void) | undefined;
  /** Whether lines may be commands of IPython, as in the cells of notebooks. */
  readonly hasCommands: boolean;
}

/** What the file calls `importlib`, or a function of it. */
export interface LoaderAlias {
  readonly word: Uint8Array;
  readonly of: "importlib" | "import_module" | "__import__";
}

/** A statement that puts something in brackets into a variable, or adds it to one. */
export interface AssignedBrackets {
  readonly variable: string;
  /** In capitals. */
  readonly constant: boolean;
  /** Where the value begins. */
  readonly position: number;
  readonly line: number;
}

/** A call that imports what a dictionary of the file says: `import_module(names[name])`. */
export interface LookUp extends UnreadImport {
  readonly variable: string;
  /** How many dots stand before what the dictionary says. */
  readonly dots: number;
  /** Whether the call says that relative names are of this file's package. */
  readonly ownPackage: boolean;
  /** The dictionary has tuples, and the first of each is the module. */
  readonly first: boolean;
}

const maxProblems = 10;

export function cursorOver(bytes: Uint8Array, problems: readonly ReadingProblem[], hasCommands = false): Cursor {
  return {
    bytes,
    position: 0,
    line: 1,
    imports: [],
    problems: [...problems],
    unreadDynamic: [],
    assigned: [],
    lookUps: [],
    lookUpsTried: 0,
    loaders: { looked: 0, found: new Set(), aliases: [] },
    neverClosed: new Set(),
    rereadBytes: 0,
    hasCommands,
  };
}

/** A few problems tell enough; the rest of a broken file is not listed. */
export function complain(cursor: Cursor, kind: ProblemKind, line: number = cursor.line): void {
  if (cursor.problems.length < maxProblems) cursor.problems.push({ kind, line });
}

/** So many names of one file are kept; more are a problem of that file. */
const maxImports = 50_000;
/** A longer dotted name is no module of anybody. */
const maxNameLength = 1_000;

export function keepImport(cursor: Cursor, imported: ImportedName): void {
  if (imported.module.length + (imported.name?.length ?? 0) > maxNameLength) complain(cursor, "name-too-long");
  else if (cursor.imports.length < maxImports) cursor.imports.push(imported);
  else complain(cursor, "too-many-imports");
}

/** A file is read over at most so many times, whatever its strings look like. */
const maxReadings = 8;

/** Counts what has to be read again. False when the file takes too long: the cursor then stands at its end. */
export function mayReread(cursor: Cursor, bytes: number): boolean {
  cursor.rereadBytes += bytes;
  if (cursor.rereadBytes <= maxReadings * cursor.bytes.length) return true;
  complain(cursor, "nested-too-deep");
  cursor.position = cursor.bytes.length;
  return false;
}

/** Passes LF, CR or CRLF, which the cursor must stand on. */
export function passNewline(cursor: Cursor): void {
  const wasReturn = cursor.bytes[cursor.position] === code.carriageReturn;
  cursor.position += wasReturn && cursor.bytes[cursor.position + 1] === code.lineFeed ? 2 : 1;
  cursor.line += 1;
}

/** Passes everything up to the end of the physical line, but not the newline. */
export function passLine(cursor: Cursor): void {
  const { bytes } = cursor;
  let position = cursor.position;
  while (position < bytes.length && !isNewline(bytes[position])) position += 1;
  cursor.position = position;
}

/** Passes a backslash and the newline behind it. A backslash before anything else is passed alone, as a problem. */
export function passBackslash(cursor: Cursor): void {
  cursor.position += 1;
  if (isNewline(cursor.bytes[cursor.position])) passNewline(cursor);
  else complain(cursor, "stray-backslash");
}

/** Passes blanks and continued lines. Between brackets, newlines and comments are blanks too. */
export function passBlanks(cursor: Cursor, inBrackets: boolean): void {
  const { bytes } = cursor;
  while (cursor.position < bytes.length) {
    const byte = bytes[cursor.position];
    if (byte === code.space || byte === code.tab || byte === code.formFeed) cursor.position += 1;
    else if (byte === code.backslash && isNewline(bytes[cursor.position + 1])) passBackslash(cursor);
    else if (inBrackets && isNewline(byte)) {
      passNewline(cursor);
      passConflictMarker(cursor);
    } else if (inBrackets && byte === code.hash) passLine(cursor);
    else return;
  }
}

/** Columns of the indentation, with tabs to every eighth; a form feed starts anew. */
export function passIndentation(cursor: Cursor): number {
  const { bytes } = cursor;
  let column = 0;
  for (; cursor.position < bytes.length; cursor.position += 1) {
    const byte = bytes[cursor.position];
    if (byte === code.space) column += 1;
    else if (byte === code.tab) column += 8 - (column % 8);
    else if (byte === code.formFeed) column = 0;
    else break;
  }
  passBlanks(cursor, false);
  return column;
}

/** An identifier at the cursor as Python sees it, normalised; empty when there is none. */
export function readIdentifier(cursor: Cursor): string {
  const { bytes } = cursor;
  const start = cursor.position;
  let position = start;
  let ascii = true;
  while (isIdentifierByte(bytes[position])) {
    if ((bytes[position] ?? 0) >= 0x80) ascii = false;
    position += 1;
  }
  if (position === start || isDigit(bytes[start] ?? 0)) return "";
  cursor.position = position;
  // Longer ones are no names.
  if (ascii && position - start < 500) return asciiBetween(bytes, start, position);
  return textBetween(bytes, start, position).normalize("NFKC");
}

const utf8 = new TextDecoder();

export function textBetween(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end));
}

/** Whether this whole word stands at the position. */
export function isWordAt(bytes: Uint8Array, position: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index += 1) if (bytes[position + index] !== word[index]) return false;
  return !isIdentifierByte(bytes[position + word.length]);
}

const conflictMarkers = ["<", "=", ">", "|"].map((sign) => bytesOf(sign.repeat(7)));

/** Passes a line that a merge conflict left behind. The cursor must stand at the start of a physical line. */
export function passConflictMarker(cursor: Cursor): boolean {
  const { bytes, position } = cursor;
  const first = bytes[position];
  if (first !== 0x3c && first !== 0x3d && first !== 0x3e && first !== 0x7c) return false;
  if (!conflictMarkers.some((marker) => isWordAt(bytes, position, marker))) return false;
  complain(cursor, "conflict-marker");
  passLine(cursor);
  return true;
}
