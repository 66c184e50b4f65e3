import { code, isQuote } from "./characters.ts";
import { endOfString } from "./literals.ts";

/** A text that stands in the file as such. */
export interface Literal {
  readonly value: string;
  readonly start: number;
  /** Behind its closing quote. */
  readonly end: number;
}

/** The string at this place; undefined when there is none. */
export function stringAt(text: string, start: number): Literal | undefined {
  if (!isQuote(text.charCodeAt(start))) return undefined;
  const end = endOfString(text, start);
  return end === -1 ? undefined : { value: withoutEscapes(text.slice(start + 1, end - 1)), start, end };
}

/** The string at this place, or the template if it has no fields. */
export function literalAt(text: string, start: number): Literal | undefined {
  if (text.charCodeAt(start) !== code.backtick) return stringAt(text, start);
  for (let position = start + 1; position < text.length; position += 1) {
    const character = text.charCodeAt(position);
    if (character === code.backslash) position += 1;
    else if (character === code.dollar && text.charCodeAt(position + 1) === code.openBrace) return undefined;
    else if (character === code.backtick) {
      return { value: withoutEscapes(text.slice(start + 1, position)), start, end: position + 1 };
    }
  }
  return undefined;
}

const escapes = /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|.))/gs;
const shortEscapes: ReadonlyMap<string, string> = new Map(Object.entries({ n: "\n", r: "\r", t: "\t", "0": "\0" }));

function withoutEscapes(raw: string): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(escapes, (_all, braced?: string, long?: string, short?: string, other = "") => {
    const digits = braced ?? long ?? short;
    if (digits === undefined) return /[\r\n]/.test(other) ? "" : (shortEscapes.get(other) ?? other);
    const point = Number.parseInt(digits, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}
