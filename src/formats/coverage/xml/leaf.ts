import { digitsBetween } from "../../reports/digits.ts";
import type { Attributes } from "./attributes.ts";

/** An element without content, such as `<line number="1" hits="0"/>`, that most of a document consists of. */
export interface LeafReader {
  readonly name: string;
  /** Where the next one may begin, from `start` on; -1 if nowhere. */
  find(bytes: Uint8Array, start: number): number;
  /** Reads the one at `start`, and answers where the text goes on behind it; -1 if there is none that can be read here. */
  read(bytes: Uint8Array, start: number): number;
  /** Of the one that was read last. */
  readonly attributes: Attributes;
}

const [quote, less, ampersand, slash, greater, equals, space, lastPlain] = [34, 60, 38, 47, 62, 61, 32, 126];

/**
 * Reads such elements out of the bytes, if they are written as tools write them: ASCII, double quotes, nothing escaped,
 * only attributes that are known, none twice. All others, well-formed or not, are left to the XML parser. Nine tenths of
 * a report are leaves, and reading them here takes a fraction of the time.
 */
export function leafReader(name: string, attributeNames: readonly string[]): LeafReader {
  const encoder = new TextEncoder();
  const state: State = {
    tag: encoder.encode(`<${name} `),
    names: attributeNames,
    keys: attributeNames.map((key) => encoder.encode(key)),
    starts: new Int32Array(attributeNames.length),
    ends: new Int32Array(attributeNames.length),
    readOf: new Float64Array(attributeNames.length),
    leaf: 0,
    source: new Uint8Array(0),
  };
  return {
    name,
    find: (bytes, start) => findTag(bytes, state.tag, start),
    read: (bytes, start) => (matches(bytes, start, state.tag) ? readAttributes(bytes, start, state) : -1),
    attributes: attributesIn(state),
  };
}

interface State {
  readonly tag: Uint8Array;
  readonly names: readonly string[];
  readonly keys: readonly Uint8Array[];
  /** Where the value of each attribute is, and of which leaf: so nothing has to be cleared between two of them. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly readOf: Float64Array;
  leaf: number;
  source: Uint8Array;
}

function attributesIn(state: State): Attributes {
  const { names, starts, ends, readOf } = state;
  return {
    has: (key) => readOf[names.indexOf(key)] === state.leaf,
    text(key) {
      const index = names.indexOf(key);
      return readOf[index] === state.leaf
        ? asciiBetween(state.source, starts[index] ?? 0, ends[index] ?? 0)
        : undefined;
    },
    digits(key) {
      const index = names.indexOf(key);
      return readOf[index] === state.leaf ? digitsBetween(state.source, starts[index] ?? 0, ends[index] ?? 0) : -1;
    },
  };
}

function readAttributes(bytes: Uint8Array, start: number, state: State): number {
  const { keys, starts, ends, readOf } = state;
  state.leaf += 1;
  state.source = bytes;
  let place = start + state.tag.length - 1;
  let last = keys.length - 1;
  for (;;) {
    const gap = skipSpaces(bytes, place);
    if (bytes[gap] === slash) return bytes[gap + 1] === greater ? gap + 2 : -1;
    last = gap === place ? -1 : keyAt(bytes, gap, last, keys);
    if (last === -1 || readOf[last] === state.leaf) return -1;
    const valueStart = gap + (keys[last]?.length ?? 0) + 2;
    const valueEnd = bytes[valueStart - 1] === quote ? plainEnd(bytes, valueStart) : -1;
    if (bytes[valueEnd] !== quote) return -1;
    starts[last] = valueStart;
    ends[last] = valueEnd;
    readOf[last] = state.leaf;
    place = valueEnd + 1;
  }
}

const noKey = new Uint8Array(0);

/** Which key stands here; they mostly come in the same order, so the one behind the last is tried first. */
function keyAt(bytes: Uint8Array, place: number, last: number, keys: readonly Uint8Array[]): number {
  let index = last;
  for (let step = 0; step < keys.length; step += 1) {
    index = index + 1 === keys.length ? 0 : index + 1;
    const key = keys[index] ?? noKey;
    if (bytes[place + key.length] === equals && matches(bytes, place, key)) return index;
  }
  return -1;
}

function findTag(bytes: Uint8Array, tag: Uint8Array, start: number): number {
  for (let place = bytes.indexOf(less, start); place !== -1; place = bytes.indexOf(less, place + 1)) {
    if (matches(bytes, place, tag)) return place;
  }
  return -1;
}

function matches(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index += 1) if (bytes[start + index] !== text[index]) return false;
  return true;
}

function skipSpaces(bytes: Uint8Array, start: number): number {
  let place = start;
  while (bytes[place] === space) place += 1;
  return place;
}

/** The first byte that is not plain text of an attribute, or the end. */
function plainEnd(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  let place = start;
  while (place < length && plain[bytes[place] ?? 0] === 1) place += 1;
  return place;
}

/** 1 for bytes that stand for themselves in an attribute: ASCII that is visible, or a space. */
const plain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= space && byte <= lastPlain && byte !== quote && byte !== less && byte !== ampersand ? 1 : 0,
);

/** Short texts are made faster one by one than by a decoder. */
function asciiBetween(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let place = start; place < end; place += 1) text += String.fromCharCode(bytes[place] ?? 0);
  return text;
}
