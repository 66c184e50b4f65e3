import { code, isNameByte } from "./bytes.ts";
import type { ImportedName, JvmImports, ProblemKind, ReadingProblem } from "./imports.ts";

/** Where reading stands in one file, and what was found so far. */
export interface Cursor {
  readonly language: "java" | "kotlin";
  /** Whether a carriage return of its own ends a line that people count. */
  readonly countsReturns: boolean;
  readonly bytes: Uint8Array;
  /** One letter for each byte, so that places in it are places in the bytes. Above ASCII the letters are wrong. */
  readonly letters: string;
  position: number;
  /** The 1-based line of `position`. Lines end as in git and on GitHub. */
  line: number;
  /** Kinds of what is open, the innermost last, and the line where each begins. */
  readonly frames: number[];
  readonly openedAt: number[];
  packageName: string;
  moduleName: string;
  readonly declared: Set<string>;
  /** Words of the code; undefined while nobody asks for them. */
  words: Set<string> | undefined;
  readonly imports: ImportedName[];
  readonly problems: ReadingProblem[];
}

const bytewise = new TextDecoder("latin1");

export function cursorOver(language: Cursor["language"], bytes: Uint8Array, countsReturns = true): Cursor {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return {
    language,
    countsReturns,
    bytes,
    letters: bytewise.decode(bytes),
    position: marked ? 3 : 0,
    line: 1,
    frames: [],
    openedAt: [],
    packageName: "",
    moduleName: "",
    declared: new Set(),
    words: undefined,
    imports: [],
    problems: [],
  };
}

export function foundBy({ packageName, moduleName, declared, words, imports, problems }: Cursor): JvmImports {
  return { packageName, moduleName, declared: [...declared], words: [...(words ?? [])], imports, problems };
}

const limits = {
  problems: 100,
  imports: 50_000,
  names: 50_000,
  words: 20_000,
  nameLength: 1_000,
  depth: 10_000,
} as const;

/** Reports what may hide imports or names. Nobody reads the hundredth of them. */
export function complain(cursor: Cursor, kind: ProblemKind, line: number = cursor.line): void {
  if (cursor.problems.length < limits.problems) cursor.problems.push({ kind, line });
}

/** Keeps an import; too many end reading, and are told of. */
export function keepImport(cursor: Cursor, found: ImportedName): void {
  if (cursor.imports.length < limits.imports) cursor.imports.push(found);
  else stop(cursor, "too-many-imports", found.line);
}

/** Keeps a name that the file declares; too many end reading, and are told of, as is one that is too long. */
export function keepDeclared(cursor: Cursor, name: string): void {
  if (name.length > limits.nameLength) complain(cursor, "name-too-long");
  else if (cursor.declared.size < limits.names) cursor.declared.add(name);
  else stop(cursor, "too-many-names");
}

/** Keeps a word of the code, if anybody asks for them; too many end reading, and are told of. */
export function keepWord(cursor: Cursor, word: string): void {
  const { words } = cursor;
  if (words === undefined || word.length > limits.nameLength) return;
  if (words.size < limits.words) words.add(word);
  else stop(cursor, "too-many-words");
}

/** Opens a frame; the end of reading when nothing that people write is nested so deep. */
export function open(cursor: Cursor, kind: number): void {
  if (cursor.frames.length >= limits.depth) stop(cursor, "nested-too-deep");
  else {
    cursor.frames.push(kind);
    cursor.openedAt.push(cursor.line);
  }
}

export function close(cursor: Cursor): void {
  cursor.frames.pop();
  cursor.openedAt.pop();
}

function stop(cursor: Cursor, kind: ProblemKind, line: number = cursor.line): void {
  complain(cursor, kind, line);
  cursor.position = cursor.bytes.length;
  cursor.frames.length = 0;
  cursor.openedAt.length = 0;
}

/** Passes this word. False when another one stands here, or none. */
export function passWord(cursor: Cursor, word: string): boolean {
  const { bytes, position } = cursor;
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[position + index] !== word.charCodeAt(index)) return false;
  }
  if (isNameByte(bytes[position + word.length])) return false;
  cursor.position = position + word.length;
  return true;
}

/** Passes this sign. False when something else stands here. */
export function passSign(cursor: Cursor, sign: number): boolean {
  if (cursor.bytes[cursor.position] !== sign) return false;
  cursor.position += 1;
  return true;
}

/** Passes everything up to the end of the line, but not what ends it. */
export function passLine(cursor: Cursor): void {
  const { bytes } = cursor;
  let position = cursor.position;
  while (position < bytes.length && bytes[position] !== code.lineFeed && bytes[position] !== code.carriageReturn) {
    position += 1;
  }
  cursor.position = position;
}
