import { tableOf } from "../../byte-table.ts";

/** What `walkJson` finds, in the order of the text. Positions are those of bytes. */
export interface JsonVisitor {
  /** A text in its quotes. */
  string(path: string, start: number, end: number): void;
  /** The end of an object or a list. */
  end(path: string): void;
}

interface Container {
  /** Keys from the top with a slash before each, `[]` for what is in a list: `/cells/[]/source`. */
  readonly path: string;
  readonly isList: boolean;
}

/** What may come next. `first` is as `value` or `key`, or the end of what was just opened. */
type Expected = "value" | "key" | "first" | "next" | "nothing";

interface Walk {
  readonly bytes: Uint8Array;
  readonly visitor: JsonVisitor;
  readonly open: Container[];
  position: number;
  expected: Expected;
  key: string;
}

const maxDepth = 100;

const wordBytes = tableOf((byte) => /[-+.\w]/.test(String.fromCharCode(byte)));

const sign = { quote: 0x22, comma: 0x2c, colon: 0x3a, openBracket: 0x5b, backslash: 0x5c, closeBracket: 0x5d } as const;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Walks through a JSON text without building it, since who asks needs to know where things stand. Returns where the text
 * stops being JSON, or is nested deeper than a hundred levels; -1 when it is sound. Texts and numbers are not looked into.
 */
export function walkJson(bytes: Uint8Array, visitor: JsonVisitor): number {
  const walk: Walk = { bytes, visitor, open: [], position: 0, expected: "value", key: "" };
  for (;;) {
    walk.position = passBlanks(bytes, walk.position);
    if (walk.position >= bytes.length) return walk.expected === "nothing" ? -1 : bytes.length;
    if (!passToken(walk)) return walk.position;
  }
}

function passToken(walk: Walk): boolean {
  const { bytes, expected, open, position } = walk;
  const byte = bytes[position];
  const inside = open.at(-1);
  if (expected === "nothing") return false;
  if (inside !== undefined && (expected === "first" || expected === "next")) {
    if (byte === (inside.isList ? sign.closeBracket : closeBrace)) return passEnd(walk, inside);
    if (expected === "next") {
      walk.position += 1;
      walk.expected = inside.isList ? "value" : "key";
      return byte === sign.comma;
    }
    if (!inside.isList) return passKey(walk);
  }
  return expected === "key" ? passKey(walk) : passValue(walk, inside);
}

function passEnd(walk: Walk, { path }: Container): boolean {
  walk.open.pop();
  walk.position += 1;
  passedValue(walk);
  walk.visitor.end(path);
  return true;
}

function passKey(walk: Walk): boolean {
  const { bytes, position } = walk;
  const end = endOfString(bytes, position);
  if (end === -1) return false;
  walk.key = keyAt(bytes, position, end);
  const colon = passBlanks(bytes, end);
  walk.position = colon + 1;
  walk.expected = "value";
  return bytes[colon] === sign.colon;
}

/** Keys that are no plain words are nobody's concern. */
function keyAt(bytes: Uint8Array, start: number, end: number): string {
  const key = end - start < 50 ? String.fromCharCode(...bytes.subarray(start + 1, end - 1)) : "";
  return /^\w+$/.test(key) ? key : "-";
}

function passValue(walk: Walk, inside: Container | undefined): boolean {
  const { bytes, open, position } = walk;
  const byte = bytes[position];
  const path = pathOf(open, inside, walk.key);
  if (byte === openBrace || byte === sign.openBracket) {
    open.push({ path, isList: byte === sign.openBracket });
    walk.position += 1;
    walk.expected = "first";
    return open.length <= maxDepth;
  }
  const end = byte === sign.quote ? endOfString(bytes, position) : endOfWord(bytes, position);
  if (end === -1 || end === position) return false;
  walk.position = end;
  passedValue(walk);
  if (byte === sign.quote) walk.visitor.string(path, position, end);
  return true;
}

/** What stands deep has no path, so that long ones are not made again and again. */
function pathOf(open: readonly Container[], inside: Container | undefined, key: string): string {
  if (inside === undefined || open.length > 8) return "";
  return `${inside.path}/${inside.isList ? "[]" : key}`;
}

function passedValue(walk: Walk): void {
  walk.expected = walk.open.length === 0 ? "nothing" : "next";
}

function passBlanks(bytes: Uint8Array, start: number): number {
  let position = start;
  for (; position < bytes.length; position += 1) {
    const byte = bytes[position];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
  }
  return position;
}

/** Behind the closing quote; -1 when no string begins here or none ends. */
function endOfString(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== sign.quote) return -1;
  for (let at = bytes.indexOf(sign.quote, start + 1); at !== -1; at = bytes.indexOf(sign.quote, at + 1)) {
    let backslashes = 0;
    while (bytes[at - 1 - backslashes] === sign.backslash) backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return -1;
}

/** Numbers, `true`, `null` and the like. */
function endOfWord(bytes: Uint8Array, start: number): number {
  let position = start;
  while (wordBytes[bytes[position] ?? 0] === 1) position += 1;
  return position;
}
