import type { Extractor } from "../../core/extractor.ts";

/**
 * How many lines a file has at most: whatever any tool takes for the end of a line is one. Undefined where the file itself says
 * that its lines bear other numbers, as `#line` does.
 */
export const lineCounts: Extractor<number | undefined> = {
  id: "line-count",
  version: 1,
  extract: countLines,
  encode: (count) => JSON.stringify(count ?? null),
  decode(text) {
    const value: unknown = JSON.parse(text);
    if (value === null) return undefined;
    if (typeof value !== "number") throw new TypeError("A count of lines is a number.");
    return value;
  },
};

/** Directives of C, of what generates C, and of Go. */
const renumbering = /^[ \t]*#[ \t]*(?:line[ \t]+\d|\d+[ \t]+")|^\/\/line |\/\*line /m;

function countLines(bytes: Uint8Array): number | undefined {
  if (renumbering.test(new TextDecoder("latin1").decode(bytes))) return undefined;
  let [count, end] = [0, 0];
  for (let index = 0; index < bytes.length; index += 1) {
    if (!endsLine(bytes, index)) continue;
    count += 1;
    end = index + 1;
  }
  return end < bytes.length ? count + 1 : count;
}

/** After `\n`, `\r\n`, `\r`, a form feed, a vertical tab, and the separators of Unicode in UTF-8: NEL, LS and PS. */
function endsLine(bytes: Uint8Array, index: number): boolean {
  switch (bytes[index]) {
    case 0x0a:
    case 0x0b:
    case 0x0c:
      return true;
    case 0x0d:
      return bytes[index + 1] !== 0x0a;
    case 0x85:
      return bytes[index - 1] === 0xc2;
    case 0xa8:
    case 0xa9:
      return bytes[index - 1] === 0x80 && bytes[index - 2] === 0xe2;
    default:
      return false;
  }
}
