import { tableOf } from "../byte-table.ts";

/** Codes of the bytes that mean something to the scanner. */
export const code = {
  nul: 0x00,
  tab: 0x09,
  lineFeed: 0x0a,
  formFeed: 0x0c,
  carriageReturn: 0x0d,
  space: 0x20,
  doubleQuote: 0x22,
  hash: 0x23,
  exclamation: 0x21,
  dollar: 0x24,
  singleQuote: 0x27,
  openParenthesis: 0x28,
  closeParenthesis: 0x29,
  star: 0x2a,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  greater: 0x3e,
  question: 0x3f,
  at: 0x40,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  backtick: 0x60,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

const nameBytes = tableOf((byte) => byte >= 0x80 || /[\w$]/.test(String.fromCharCode(byte)));

/** Whether the byte can be in a name; every byte above ASCII counts. Past the end of a file (undefined) nothing can. */
export function isNameByte(byte: number | undefined): boolean {
  return byte !== undefined && nameBytes[byte] === 1;
}
