/** Entries that are sorted at once: an index fits beside a line number into the 53 bits of a number. */
export const MAX_SORTED = 65_536;

/**
 * The indexes of the first `length` entries by ascending line, those of one line in the order they came. Undefined when
 * they are in order as they are, which they nearly always are.
 */
export function orderByLine(lines: Int32Array, length: number): Uint32Array | undefined {
  let ordered = true;
  for (let index = 1; ordered && index < length; index += 1) {
    ordered = (lines[index - 1] ?? 0) <= (lines[index] ?? 0);
  }
  if (ordered) return undefined;
  const sortable = new Float64Array(length);
  for (let index = 0; index < length; index += 1) sortable[index] = (lines[index] ?? 0) * MAX_SORTED + index;
  sortable.sort();
  return Uint32Array.from(sortable, (value) => value % MAX_SORTED);
}

/** A copy with twice the room. */
export function widened<A extends Int32Array | Float64Array | Uint8Array>(values: A, wider: A): A {
  wider.set(values);
  return wider;
}
