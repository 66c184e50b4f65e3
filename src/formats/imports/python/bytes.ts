import { tableOf } from "../byte-table.ts";

/** Codes of the bytes that mean something to the scanner. */
export const code = {
  nul: 0x00,
  tab: 0x09,
  lineFeed: 0x0a,
  formFeed: 0x0c,
  carriageReturn: 0x0d,
  space: 0x20,
  exclamation: 0x21,
  doubleQuote: 0x22,
  hash: 0x23,
  singleQuote: 0x27,
  openParenthesis: 0x28,
  closeParenthesis: 0x29,
  star: 0x2a,
  comma: 0x2c,
  dot: 0x2e,
  colon: 0x3a,
  semicolon: 0x3b,
  upperN: 0x4e,
  backslash: 0x5c,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** Which bytes make up identifiers; every byte above ASCII may be part of one. */
const identifierBytes = tableOf((byte) => byte >= 0x80 || /\w/.test(String.fromCharCode(byte)));

/** Whether the byte can be in an identifier. Undefined, past the end of a file, cannot. */
export function isIdentifierByte(byte: number | undefined): boolean {
  return byte !== undefined && identifierBytes[byte] === 1;
}

export function isNewline(byte: number | undefined): boolean {
  return byte === code.lineFeed || byte === code.carriageReturn;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text of bytes that are all ASCII, some hundreds at most. Spreading them would take three times as long. */
export function asciiBetween(bytes: Uint8Array, start: number, end: number): string {
  return Reflect.apply(String.fromCharCode, undefined, bytes.subarray(start, end));
}
