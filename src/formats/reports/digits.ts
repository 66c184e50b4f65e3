const [zero, nine] = [48, 57];

/** Digits beyond this do not fit; who needs them reads the text. */
const maxDigits = 15;

/**
 * The number from `start` to `end`, if there are only digits, and few enough of them; -1 otherwise. Most of a report is
 * numbers, and texts for them would take longer than all else.
 */
export function digitsBetween(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > maxDigits) return -1;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) return -1;
    value = value * 10 + byte - zero;
  }
  return value;
}

/** Where `byte` is next, before `end`; -1 if nowhere. */
export function find(bytes: Uint8Array, byte: number, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (bytes[at] === byte) return at;
  return -1;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

export function textBetween(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end));
}
