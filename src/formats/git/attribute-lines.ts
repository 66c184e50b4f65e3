/** Set, unset with `-`, made unspecified with `!`, or a text behind `=`. */
export type AttributeState = boolean | "unspecified" | { readonly text: string };

export interface AssignedAttribute {
  readonly name: string;
  readonly state: AttributeState;
}

/** One line of `.gitattributes`: files by a pattern, or a macro that stands for other attributes. */
interface AttributeLine {
  readonly about: { readonly pattern: string } | { readonly macro: string };
  readonly attributes: readonly AssignedAttribute[];
}

/** More lines than anybody writes by hand. */
const maxLines = 5_000;
/** Git itself ignores longer lines. */
const maxLineLength = 2_048;

export interface AttributeLines {
  readonly lines: readonly AttributeLine[];
  /** Whether the file has no more lines than are looked at. */
  readonly complete: boolean;
}

/**
 * The lines of a file that count, in their order. As git does it, a line with a mistake is left out as a whole: a negative
 * pattern, or a name that no attribute can have. Macros count only in the file at the top.
 */
export function attributeLines(text: string, { atTop }: { readonly atTop: boolean }): AttributeLines {
  const all = text.replace(/^\uFEFF/, "").split("\n", maxLines + 2);
  const isLastEnded = all.length === maxLines + 1 && all[maxLines] === "";
  return {
    lines: all.slice(0, maxLines).flatMap((line) => lineOf(line, atTop) ?? []),
    complete: all.length <= maxLines || isLastEnded,
  };
}

const macroPrefix = "[attr]";

function lineOf(written: string, atTop: boolean): AttributeLine | undefined {
  const line = written.replace(/^[ \t\r]+/, "");
  if (line === "" || line.startsWith("#") || written.length > maxLineLength) return undefined;
  const { first, rest } = firstWord(line);
  const attributes = rest
    .split(/[ \t\r]+/)
    .filter((word) => word !== "")
    .map(attributeOf);
  const known = attributes.filter((attribute) => attribute !== undefined);
  if (known.length < attributes.length) return undefined;
  if (!first.startsWith(macroPrefix) || first === macroPrefix) {
    return first.startsWith("!") ? undefined : { about: { pattern: first }, attributes: known };
  }
  const macro = first.slice(macroPrefix.length);
  return atTop && isName(macro) ? { about: { macro }, attributes: known } : undefined;
}

/** A pattern may stand in quotes as of C. What only looks like that is taken as it stands. */
function firstWord(line: string): { readonly first: string; readonly rest: string } {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(line);
  const inner = quoted?.[1] === undefined ? undefined : unquoted(quoted[1]);
  if (quoted !== null && inner !== undefined) return { first: inner, rest: line.slice(quoted[0].length) };
  const first = /^[^ \t\r]+/.exec(line)?.[0] ?? "";
  return { first, rest: line.slice(first.length) };
}

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  "\\": 92,
  '"': 34,
};

/** Undefined for an escape that C does not have. Octal ones are bytes of UTF-8. */
function unquoted(text: string): string | undefined {
  const bytes: number[] = [];
  for (const [piece, letter, octal] of text.matchAll(/\\(?:([abfnrtv\\"])|([0-3][0-7]{2}))|[^\\]+|\\/g)) {
    if (piece === "\\") return undefined;
    if (letter !== undefined) bytes.push(escapes[letter] ?? 0);
    else if (octal === undefined) bytes.push(...new TextEncoder().encode(piece));
    else bytes.push(Number.parseInt(octal, 8));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function attributeOf(word: string): AssignedAttribute | undefined {
  const sign = word.startsWith("-") || word.startsWith("!") ? word[0] : undefined;
  const bare = sign === undefined ? word : word.slice(1);
  const equals = bare.indexOf("=");
  const name = equals < 0 ? bare : bare.slice(0, equals);
  if (!isName(name)) return undefined;
  if (sign !== undefined) return { name, state: sign === "-" ? false : "unspecified" };
  return { name, state: equals < 0 ? true : { text: bare.slice(equals + 1) } };
}

function isName(text: string): boolean {
  return /^[A-Za-z0-9_.][-A-Za-z0-9_.]*$/.test(text);
}
