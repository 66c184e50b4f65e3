import { MAX_DEPTH } from "../reports/limits.ts";
import { quoted, Refused } from "./refusal.ts";

export interface JsonLimits {
  readonly maxBytes: number;
  /** Objects, arrays, texts, numbers and words, together. */
  readonly maxValues: number;
}

interface Cursor {
  readonly text: string;
  place: number;
  depth: number;
  valuesLeft: number;
}

/**
 * JSON (RFC 8259) as signatures need it: one meaning for every reader. Refuses bytes that are not UTF-8, keys that come
 * twice, half characters, numbers beyond all bounds, deep nesting and anything behind the document. Objects have no
 * prototype. Throws `Refused`.
 */
export function parseStrictJson(bytes: Uint8Array, { maxBytes, maxValues }: JsonLimits): unknown {
  if (bytes.length > maxBytes) throw new Refused(`it has ${bytes.length} bytes, and at most ${maxBytes} are read.`);
  const cursor: Cursor = { text: decode(bytes), place: 0, depth: 0, valuesLeft: maxValues };
  skipSpace(cursor);
  const value = readValue(cursor);
  skipSpace(cursor);
  if (cursor.place < cursor.text.length) throw malformed(cursor, "more follows behind the document");
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // A strict decoder throws for nothing else.
    throw new Refused("it is not text in UTF-8.");
  }
}

function malformed({ place }: Cursor, what: string): Refused {
  return new Refused(`it is not JSON: ${what}, at character ${place}.`);
}

function skipSpace(cursor: Cursor): void {
  while (spaces.has(cursor.text.charCodeAt(cursor.place))) cursor.place += 1;
}

const spaces: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

function readValue(cursor: Cursor): unknown {
  cursor.valuesLeft -= 1;
  if (cursor.valuesLeft < 0) throw new Refused("it has far too many values.");
  switch (cursor.text[cursor.place]) {
    case "{":
      return nested(cursor, readObject);
    case "[":
      return nested(cursor, readArray);
    case '"':
      return readText(cursor);
    default:
      return readScalar(cursor);
  }
}

function nested<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) throw new Refused(`its values are nested more than ${MAX_DEPTH} deep.`);
  cursor.place += 1;
  skipSpace(cursor);
  const value = read(cursor);
  cursor.depth -= 1;
  return value;
}

function readObject(cursor: Cursor): Record<string, unknown> {
  // Without a prototype, a key such as `__proto__` is one like any other.
  const object: Record<string, unknown> = Object.create(null);
  if (took(cursor, "}")) return object;
  while (true) {
    if (cursor.text[cursor.place] !== '"') throw malformed(cursor, "a key is missing");
    const key = readText(cursor);
    if (Object.hasOwn(object, key)) throw new Refused(`the key ${quoted(key)} stands twice in one object.`);
    skipSpace(cursor);
    if (!took(cursor, ":")) throw malformed(cursor, "a colon is missing");
    skipSpace(cursor);
    object[key] = readValue(cursor);
    if (endsWith(cursor, "}")) return object;
  }
}

function readArray(cursor: Cursor): unknown[] {
  const array: unknown[] = [];
  if (took(cursor, "]")) return array;
  while (true) {
    array.push(readValue(cursor));
    if (endsWith(cursor, "]")) return array;
  }
}

/** Whether the closing bracket comes; else a comma must, and the next value or key stands here. */
function endsWith(cursor: Cursor, bracket: "}" | "]"): boolean {
  skipSpace(cursor);
  if (took(cursor, bracket)) return true;
  if (!took(cursor, ",")) throw malformed(cursor, "a comma is missing");
  skipSpace(cursor);
  return false;
}

function took(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.place] !== character) return false;
  cursor.place += 1;
  return true;
}

function readText(cursor: Cursor): string {
  const start = cursor.place;
  let end = cursor.text.indexOf('"', start + 1);
  // A quote behind an odd number of backslashes does not end the text.
  while (end !== -1 && backslashesBefore(cursor.text, end) % 2 === 1) end = cursor.text.indexOf('"', end + 1);
  if (end === -1) throw malformed(cursor, "a text does not end");
  cursor.place = end + 1;
  const raw = cursor.text.slice(start + 1, end);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON refuses.
  if (!/[\\\u0000-\u001f]/.test(raw)) return raw;
  const text = unescaped(cursor.text.slice(start, end + 1));
  if (text === undefined || !text.isWellFormed()) {
    cursor.place = start;
    throw malformed(cursor, "a text has characters that it cannot have");
  }
  return text;
}

function backslashesBefore(text: string, place: number): number {
  let count = 0;
  while (text[place - 1 - count] === "\\") count += 1;
  return count;
}

function unescaped(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === "string" ? value : undefined;
  } catch {
    // What is no literal of a text throws, and nothing else does.
    return undefined;
  }
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** Longer than any number that a double can tell from its neighbours. */
const maxScalar = 64;

function readScalar(cursor: Cursor): unknown {
  const start = cursor.place;
  let end = start;
  while (end - start <= maxScalar && /[-+.\w]/.test(cursor.text[end] ?? "")) end += 1;
  const written = cursor.text.slice(start, end);
  if (words.has(written)) {
    cursor.place = end;
    return words.get(written);
  }
  if (written.length > maxScalar || !number.test(written)) throw malformed(cursor, "no value stands where one must");
  const value = Number(written);
  if (!Number.isFinite(value)) throw malformed(cursor, "a number is beyond all bounds");
  cursor.place = end;
  return value;
}
