/** What a block says, or why it is none. */
export type Expanded =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "refused"; readonly because: string };

/**
 * Expands one block of raw Snappy, without the framing. The length that it announces is compared with the limit before
 * any memory is taken, and every element must fit into it: hostile input costs no more than its own length and the limit.
 * Source: google/snappy, format_description.txt.
 */
export function expandSnappy(block: Uint8Array, maxBytes: number): Expanded {
  const announced = announcedLength(block);
  if (announced === undefined) return refused("it does not begin with a length");
  if (announced.length > maxBytes) {
    return refused(`it announces ${announced.length} bytes, and at most ${maxBytes} are read`);
  }
  const bytes = new Uint8Array(announced.length);
  let [from, to] = [announced.end, 0];
  while (from < block.length) {
    const element = elementAt(block, from);
    if (element === undefined) return refused("it ends inside of an element");
    if (to + element.length > bytes.length) return refused("more comes out of it than it announces");
    if (element.kind === "literal") bytes.set(block.subarray(element.start, element.end), to);
    else if (element.offset === 0 || element.offset > to) return refused("it copies from outside of what there is");
    else repeat(bytes, to, element);
    from = element.end;
    to += element.length;
  }
  return to === bytes.length ? { kind: "bytes", bytes } : refused("less comes out of it than it announces");
}

function refused(because: string): Expanded {
  return { kind: "refused", because };
}

/** Seven bits a byte, the lowest first, as long as the highest bit is set; 32 bits at most. */
function announcedLength(block: Uint8Array): { readonly length: number; readonly end: number } | undefined {
  let length = 0;
  for (let at = 0; at < 5; at += 1) {
    const byte = block[at];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return length < 2 ** 32 ? { length, end: at + 1 } : undefined;
  }
  return undefined;
}

type Element =
  | { readonly kind: "literal"; readonly start: number; readonly end: number; readonly length: number }
  | { readonly kind: "copy"; readonly offset: number; readonly end: number; readonly length: number };

/** The lowest two bits of the tag tell a literal from copies with offsets of one, two and four bytes. */
function elementAt(block: Uint8Array, at: number): Element | undefined {
  const tag = block[at] ?? 0;
  const upper = tag >>> 2;
  if ((tag & 3) === 0) {
    // Of 60 and more, the length stands behind the tag, in one to four bytes.
    const bytes = Math.max(0, upper - 59);
    const start = at + 1 + bytes;
    const length = (bytes === 0 ? upper : littleEndian(block, at + 1, bytes)) + 1;
    return start + length <= block.length ? { kind: "literal", start, end: start + length, length } : undefined;
  }
  const bytes = [0, 1, 2, 4][tag & 3] ?? 0;
  const end = at + 1 + bytes;
  if (end > block.length) return undefined;
  if (bytes === 1) {
    return { kind: "copy", offset: (tag >>> 5) * 256 + (block[at + 1] ?? 0), end, length: (upper & 7) + 4 };
  }
  return { kind: "copy", offset: littleEndian(block, at + 1, bytes), end, length: upper + 1 };
}

/** A copy may reach into what it is just writing, which repeats it. */
function repeat(bytes: Uint8Array, to: number, { offset, length }: Element & { readonly kind: "copy" }): void {
  for (let index = to; index < to + length; index += 1) bytes[index] = bytes[index - offset] ?? 0;
}

function littleEndian(block: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + (block[at + index] ?? 0);
  return value;
}
