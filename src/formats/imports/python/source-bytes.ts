import { isUtf8 } from "../../is-utf8.ts";
import { bytesOf, code, isNewline } from "./bytes.ts";
import type { ReadingProblem } from "./imports.ts";

/** The bytes of a source file as UTF-8 without a byte order mark, and what was wrong with them. */
export interface SourceBytes {
  readonly bytes: Uint8Array;
  readonly problems: readonly ReadingProblem[];
}

/**
 * Python reads UTF-8 unless one of the first two lines declares another encoding (PEP 263). What cannot be decoded is
 * read byte by byte, and is a problem.
 */
export function sourceBytes(file: Uint8Array): SourceBytes {
  const marked = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf;
  const bytes = marked ? file.subarray(3) : file;
  const nul = bytes.indexOf(code.nul);
  const problems: ReadingProblem[] = nul === -1 ? [] : [{ kind: "null-byte", line: lineOf(bytes, nul) }];
  const declared = marked ? undefined : declaredEncoding(bytes);
  if (declared === undefined || /^utf-?8(-|$)/.test(declared.name)) {
    if (!isUtf8(bytes)) problems.push({ kind: "invalid-encoding", line: lineOfFirstFlaw(bytes) });
    return { bytes, problems };
  }
  const decoded = decode(bytes, declared.name);
  if (decoded !== undefined) return { bytes: decoded, problems };
  return { bytes, problems: [...problems, { kind: "invalid-encoding", line: declared.line }] };
}

interface DeclaredEncoding {
  readonly name: string;
  readonly line: number;
}

/** A second line counts only behind a blank or comment line. */
function declaredEncoding(bytes: Uint8Array): DeclaredEncoding | undefined {
  let start = 0;
  for (const line of [1, 2]) {
    let end = start;
    while (end < bytes.length && end - start < 1_000 && !isNewline(bytes[end])) end += 1;
    const text = String.fromCharCode(...bytes.subarray(start, end));
    const name = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(text)?.[1];
    if (name !== undefined) return { name: name.toLowerCase().replaceAll("_", "-"), line };
    if (!/^[ \t\f]*(#|$)/.test(text)) return undefined;
    start = end + (bytes[end] === code.carriageReturn && bytes[end + 1] === code.lineFeed ? 2 : 1);
  }
  return undefined;
}

/** Names that Python knows and the Encoding Standard spells differently. */
const otherNames: Readonly<Record<string, string>> = {
  "latin-1": "latin1",
  "iso-latin-1": "latin1",
  "euc-jis-2004": "euc-jp",
  cp1251: "windows-1251",
  cp1252: "windows-1252",
  cp949: "euc-kr",
  cp932: "shift_jis",
  "shift-jis": "shift_jis",
  "iso2022-jp": "iso-2022-jp",
};

function decode(bytes: Uint8Array, name: string): Uint8Array | undefined {
  const plain = name.startsWith("iso-8859-1-") || name.startsWith("latin-1-") ? "latin1" : name;
  try {
    return bytesOf(new TextDecoder(otherNames[plain] ?? plain, { fatal: true }).decode(bytes));
  } catch {
    // An encoding that nobody here knows, or bytes that are not of it.
    return undefined;
  }
}

function lineOf(bytes: Uint8Array, position: number): number {
  let line = 1;
  for (let index = 0; index < position; index += 1) {
    const lineEnds =
      bytes[index] === code.lineFeed || (bytes[index] === code.carriageReturn && bytes[index + 1] !== code.lineFeed);
    if (lineEnds) line += 1;
  }
  return line;
}

/** The line of the first byte that is not UTF-8, found by halving. */
function lineOfFirstFlaw(bytes: Uint8Array): number {
  const lenient = new TextDecoder("utf-8").decode(bytes);
  const flaw = lenient.indexOf("\ufffd");
  return lineOf(bytes, bytesOf(lenient.slice(0, Math.max(flaw, 0))).length);
}
