/** Numbers from 0 to below 1, the same ones for the same seed. */
export type Random = () => number;

/** mulberry32: small, fast, and good enough to choose places with. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Mutation {
  readonly bytes: Uint8Array;
  readonly what: string;
  /** Where one byte was changed, put in or taken out; undefined for anything larger. */
  readonly single?: number;
}

const interesting = new TextEncoder().encode("<>/\"'&={}[]:,.-+ \n\r\t0123456789eEnulltrue\0\u00ff%()");
const pieces = [
  "99999999999999999999",
  "-1",
  "0",
  "null",
  "1e309",
  "<!--",
  "]]>",
  "&lol;",
  "\u0000",
  "\ud83d\ude00",
  "A".repeat(300),
];

type Mutator = (bytes: Uint8Array, random: Random) => Mutation;

/** Changes a report in one of many ways. */
export function mutate(bytes: Uint8Array, random: Random, others: readonly Uint8Array[]): Mutation {
  const mutators: readonly Mutator[] = [
    flip,
    replace,
    insert,
    remove,
    cutOut,
    repeat,
    swap,
    truncate,
    put,
    splice(others),
  ];
  return pick(mutators, random)(bytes, random);
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[below(items.length, random)];
  if (item === undefined) throw new RangeError("nothing to choose from");
  return item;
}

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

const flip: Mutator = (bytes, random) => {
  const [place, bit] = [below(bytes.length, random), 1 << below(8, random)];
  const changed = bytes.slice();
  changed[place] = (changed[place] ?? 0) ^ bit;
  return { bytes: changed, what: `bit ${bit} of byte ${place} turned`, single: place };
};

const replace: Mutator = (bytes, random) => {
  const [place, byte] = [below(bytes.length, random), pick([...interesting], random)];
  const changed = bytes.slice();
  changed[place] = byte;
  return { bytes: changed, what: `byte ${place} is ${byte}`, single: place };
};

const insert: Mutator = (bytes, random) => {
  const [place, byte] = [below(bytes.length + 1, random), pick([...interesting], random)];
  return { bytes: put3(bytes, place, place, Uint8Array.of(byte)), what: `${byte} put in at ${place}`, single: place };
};

const remove: Mutator = (bytes, random) => {
  const place = below(bytes.length, random);
  return { bytes: put3(bytes, place, place + 1), what: `byte ${place} taken out`, single: place };
};

const cutOut: Mutator = (bytes, random) => {
  const [start, end] = range(bytes, random);
  return { bytes: put3(bytes, start, end), what: `${start} to ${end} taken out` };
};

const repeat: Mutator = (bytes, random) => {
  const [start, end] = range(bytes, random);
  return { bytes: put3(bytes, end, end, bytes.slice(start, end)), what: `${start} to ${end} twice` };
};

const swap: Mutator = (bytes, random) => {
  const [start, end] = range(bytes, random);
  const moved = put3(bytes, start, end);
  const place = below(moved.length + 1, random);
  return {
    bytes: put3(moved, place, place, bytes.slice(start, end)),
    what: `${start} to ${end} at ${place}`,
  };
};

const truncate: Mutator = (bytes, random) => {
  const end = below(bytes.length, random);
  return { bytes: bytes.slice(0, end), what: `cut off at ${end}` };
};

const put: Mutator = (bytes, random) => {
  const [place, text] = [below(bytes.length + 1, random), pick(pieces, random)];
  const inserted = new TextEncoder().encode(text);
  return {
    bytes: put3(bytes, place, place, inserted),
    what: `${JSON.stringify(text)} put in at ${place}`,
  };
};

function splice(others: readonly Uint8Array[]): Mutator {
  return (bytes, random) => {
    const other = pick(others, random);
    const [start, end] = range(other, random);
    const place = below(bytes.length + 1, random);
    return {
      bytes: put3(bytes, place, place, other.slice(start, end)),
      what: `another report at ${place}`,
    };
  };
}

function range(bytes: Uint8Array, random: Random): readonly [number, number] {
  const start = below(bytes.length, random);
  return [start, Math.min(bytes.length, start + 1 + below(random() < 0.7 ? 60 : bytes.length, random))];
}

/** The bytes with those from `start` to `end` replaced. */
function put3(bytes: Uint8Array, start: number, end: number, inserted: Uint8Array = new Uint8Array(0)): Uint8Array {
  const changed = new Uint8Array(bytes.length - (end - start) + inserted.length);
  changed.set(bytes.subarray(0, start));
  changed.set(inserted, start);
  changed.set(bytes.subarray(end), start + inserted.length);
  return changed;
}
