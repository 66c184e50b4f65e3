/** Numbers from zero up to one that are the same in every run. */
function* randomNumbers(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Bytes that mean something to a scanner. */
const signs = new TextEncoder().encode("\"'`()[]{}<>/*\\\n\r\t ;.,:@#$?=|&!-import package\0\u{ffff}");

/**
 * Texts made of a text by cutting it, joining parts of it, and putting signs in places: what people break by mistake and
 * what others break on purpose. The same in every run, at most 2,000 bytes each.
 */
export function* mutations(text: Uint8Array, count: number): Generator<Uint8Array> {
  const random = randomNumbers(count);
  const below = (limit: number) => Math.floor((random.next().value ?? 0) * limit);
  for (let made = 0; made < count; made += 1) {
    const first = below(text.length);
    const second = below(text.length);
    const parts = [text.subarray(first, first + below(1_000)), text.subarray(second, second + below(1_000))];
    const bytes = Uint8Array.from(Buffer.concat(parts));
    for (let change = below(20); change > 0; change -= 1) bytes[below(bytes.length)] = signs[below(signs.length)] ?? 0;
    yield bytes;
  }
}
