export const derTags = { integer: 0x02, bitString: 0x03, sequence: 0x30 } as const;

/** The inside of the one DER element (X.690) of this tag that fills the bytes; undefined for anything else. */
export function onlyElement(bytes: Uint8Array, tag: number): Uint8Array | undefined {
  const first = firstElement(bytes, tag);
  return first?.rest.length === 0 ? first.inside : undefined;
}

/** The element at the beginning, and what follows it. Its length has to be written in the one way that DER allows. */
export function firstElement(
  bytes: Uint8Array,
  tag: number,
): { readonly inside: Uint8Array; readonly rest: Uint8Array } | undefined {
  const [found, short] = bytes;
  if (found !== tag || short === undefined) return undefined;
  const extra = short < 0x80 ? 0 : short - 0x80;
  if (short === 0x80 || extra > 2 || bytes.length < 2 + extra) return undefined;
  const long = bytes.subarray(2, 2 + extra).reduce((sum, byte) => sum * 256 + byte, 0);
  const isShortest = extra === 0 || long >= (extra === 1 ? 0x80 : 0x100);
  const end = 2 + extra + (extra === 0 ? short : long);
  if (!isShortest || bytes.length < end) return undefined;
  return { inside: bytes.subarray(2 + extra, end), rest: bytes.subarray(end) };
}

/** The magnitude of a positive INTEGER, without its leading zero. Undefined when it is not written the DER way. */
export function positiveInteger(inside: Uint8Array): Uint8Array | undefined {
  const [first, second = 0] = inside;
  if (first === undefined || first >= 0x80) return undefined;
  if (first !== 0) return inside;
  return second >= 0x80 ? inside.subarray(1) : undefined;
}
