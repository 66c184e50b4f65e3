import { tableOf } from "../byte-table.ts";

/** Codes of the bytes that mean something to the scanner. */
export const code = {
  nul: 0x00,
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  doubleQuote: 0x22,
  openParenthesis: 0x28,
  closeParenthesis: 0x29,
  star: 0x2a,
  dot: 0x2e,
  slash: 0x2f,
  semicolon: 0x3b,
  backslash: 0x5c,
  backtick: 0x60,
} as const;

const nameBytes = tableOf((byte) => byte >= 0x80 || /\w/.test(String.fromCharCode(byte)));

/** Whether the byte can be in a name; every byte above ASCII counts. Past the end of a file (undefined) nothing can. */
export function isNameByte(byte: number | undefined): boolean {
  return byte !== undefined && nameBytes[byte] === 1;
}
