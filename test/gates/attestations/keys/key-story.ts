import { freshKey, registryText, type WrittenKey } from "../../../formats/attestations/registry-text.ts";

const dayMs = 24 * 60 * 60_000;
const [a, b, c, d] = [freshKey(), freshKey(), freshKey(), freshKey()];

/**
 * A registry over 200 days, as it is on the default branch on each of them. Key `a` begins on day 0 and is followed by `b` on
 * day 84, both signing until `a` is 90 days old. `b` is followed too late, on day 178, by `c`, which is found compromised on day
 * 188; `d` follows on day 190.
 */
export function registryOn(day: number, start: number): string {
  const iso = (count: number) => new Date(start + count * dayMs).toISOString().replace(".000Z", "Z");
  const key = (id: string, pair: WrittenKey["key"], from: number, more: readonly string[] = []): WrittenKey => {
    return { id, key: pair, from: iso(from), until: iso(from + 90), more };
  };
  const revoked = day >= 188 ? [`revoked: { at: ${iso(188)}, reason: compromise }`] : [];
  const all = [
    { since: 0, entry: key("a", a, 0) },
    { since: 84, entry: key("b", b, 84) },
    { since: 178, entry: key("c", c, 178, revoked) },
    { since: 190, entry: key("d", d, 190) },
  ];
  return registryText(...all.filter(({ since }) => day >= since).map(({ entry }) => entry));
}

/** The first and the last day on which what a key signs counts, by whoever looks on that day. */
export const signingDays: Readonly<Record<string, readonly [number, number]>> = {
  a: [0, 89],
  b: [84, 173],
  c: [178, 187],
  d: [190, 279],
};

/** What there is to say, from one day to another. */
export const noticeDays: readonly (readonly [first: number, last: number, title: RegExp])[] = [
  [80, 83, /^Rotate the key a before /],
  [164, 173, /^Rotate the key b before /],
  [174, 177, /^No key for release: b signs no more$/],
  [188, 189, /^No key for release: c signs no more$/],
];

export const lastDay = 200;
