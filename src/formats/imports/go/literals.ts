import { code } from "./bytes.ts";
import { type Cursor, complain } from "./cursor.ts";

const decoder = new TextDecoder();

/**
 * Reads the string at the cursor, raw or with escapes; undefined when there is none, or none that ends. One that its
 * line does not close ends with the line.
 */
export function readString(cursor: Cursor): string | undefined {
  const quote = cursor.bytes[cursor.position];
  if (quote === code.backtick) return readRaw(cursor);
  return quote === code.doubleQuote ? readInterpreted(cursor) : undefined;
}

function readRaw(cursor: Cursor): string | undefined {
  const { bytes, position, line } = cursor;
  const end = bytes.indexOf(code.backtick, position + 1);
  if (end === -1) {
    complain(cursor, "unterminated-string", line);
    cursor.position = position + 1;
    return undefined;
  }
  for (let index = position; index < end; index += 1) if (bytes[index] === code.lineFeed) cursor.line += 1;
  cursor.position = end + 1;
  return decoder.decode(bytes.subarray(position + 1, end)).replaceAll("\r", "");
}

function readInterpreted(cursor: Cursor): string | undefined {
  const { bytes } = cursor;
  const start = cursor.position + 1;
  let escaped = false;
  let position = start;
  while (position < bytes.length && bytes[position] !== code.lineFeed) {
    if (bytes[position] === code.doubleQuote) {
      cursor.position = position + 1;
      const text = bytes.subarray(start, position);
      return escaped ? withoutEscapes(text) : decoder.decode(text);
    }
    if (bytes[position] === code.backslash) {
      escaped = true;
      position += 1;
      if (bytes[position] === code.lineFeed) break;
    }
    position += 1;
  }
  cursor.position = Math.min(position, bytes.length);
  complain(cursor, "unterminated-string");
  return undefined;
}

const escapes = /\\(?:x([\da-fA-F]{2})|([0-7]{3})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gs;
const shortEscapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" }),
);

/** Nobody escapes the letters of a path, but who does hides nothing. */
function withoutEscapes(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  return text.replace(escapes, (_all, hex?: string, octal?: string, short?: string, long?: string, other = "") => {
    if (hex !== undefined) return byteText(Number.parseInt(hex, 16));
    if (octal !== undefined) return byteText(Number.parseInt(octal, 8));
    const digits = short ?? long;
    if (digits === undefined) return shortEscapes.get(other) ?? other;
    const point = Number.parseInt(digits, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
  });
}

/** A byte above ASCII is a part of a letter only; a path with one counts as broken. */
function byteText(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : "\ufffd";
}
