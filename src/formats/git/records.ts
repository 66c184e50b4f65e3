import { decodePath } from "./paths.ts";

/**
 * Cuts a stream of NUL-separated records into texts. `push` returns the records that a piece completes; `rest` is what
 * no NUL has ended yet.
 */
export function nulRecords(): { push(piece: Uint8Array): readonly string[]; rest(): number } {
  let open: Uint8Array[] = [];
  return {
    push(piece) {
      const end = piece.lastIndexOf(0);
      if (end === -1) {
        open.push(piece);
        return [];
      }
      const complete = join([...open, piece.subarray(0, end)]);
      open = end + 1 < piece.length ? [piece.subarray(end + 1)] : [];
      return textsOf(complete);
    },
    rest: () => open.reduce((sum, piece) => sum + piece.length, 0),
  };
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** All records at once are far faster than one by one; only a piece with bytes that are not UTF-8 takes the slow way. */
function textsOf(bytes: Uint8Array): readonly string[] {
  const text = utf8.decode(bytes);
  if (!text.includes("\ufffd")) return text.split("\0");
  const texts: string[] = [];
  let start = 0;
  while (start <= bytes.length) {
    const next = bytes.indexOf(0, start);
    const end = next === -1 ? bytes.length : next;
    texts.push(decodePath(bytes.subarray(start, end)));
    start = end + 1;
  }
  return texts;
}
