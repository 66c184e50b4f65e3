/** Codes of the characters that mean something to the scanner. */
export const code = {
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  exclamation: 0x21,
  doubleQuote: 0x22,
  dollar: 0x24,
  singleQuote: 0x27,
  openParenthesis: 0x28,
  closeParenthesis: 0x29,
  star: 0x2a,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  question: 0x3f,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  backtick: 0x60,
  openBrace: 0x7b,
  bar: 0x7c,
  closeBrace: 0x7d,
} as const;

const ascii = Uint8Array.from({ length: 128 }, (_, index) => (/[\w$#\\]/.test(String.fromCharCode(index)) ? 1 : 0));

/**
 * Whether the character can be in a name. `#` begins private names, a backslash an escaped letter, and everything
 * above ASCII counts but the blanks there. Past the end of a text (NaN) nothing can.
 */
export function isNameCharacter(character: number): boolean {
  if (character < 128) return ascii[character] === 1;
  return character >= 128 && !isBlank(character);
}

export function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

/** Space between tokens; line ends are none. */
export function isBlank(character: number): boolean {
  if (character < 128) return character === 0x20 || character === 0x09 || character === 0x0b || character === 0x0c;
  return character === 0xa0 || character === 0xfeff || character === 0x3000 || isRareBlank(character);
}

function isRareBlank(character: number): boolean {
  return (character >= 0x2000 && character <= 0x200a) || character === 0x202f || character === 0x205f;
}

/** Where strings of one line and `//` comments end. */
export function isNewline(character: number): boolean {
  return (
    character === code.lineFeed || character === code.carriageReturn || character === 0x2028 || character === 0x2029
  );
}

export function isQuote(character: number): boolean {
  return character === code.doubleQuote || character === code.singleQuote;
}
