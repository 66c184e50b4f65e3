/** How the bytes of a report are written, as far as its first ones tell. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** A byte order mark decides; without one, a "<" or "{" of two bytes. */
export function encodingOf(head: Uint8Array): Encoding {
  const [first = 0, second = 0] = head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (isOpening(first) && second === 0) return "utf-16le";
  if (first === 0 && isOpening(second)) return "utf-16be";
  return "utf-8";
}

const [lessThan, brace, bracket] = [0x3c, 0x7b, 0x5b];

function isOpening(byte: number): boolean {
  return byte === lessThan || byte === brace || byte === bracket;
}

/** Turns pieces of a report into UTF-8. */
export interface Transcoder {
  /** Undefined for bytes that are not of the encoding. */
  push(piece: Uint8Array): Uint8Array | undefined;
  /** False when the last character is not whole. */
  end(): boolean;
}

export function transcoder(encoding: Exclude<Encoding, "utf-8">): Transcoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  const decode = (piece?: Uint8Array) => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      // A strict decoder throws for nothing else.
      return undefined;
    }
  };
  return {
    push(piece) {
      const text = decode(piece);
      return text === undefined ? undefined : encoder.encode(text);
    },
    end: () => decode() === "",
  };
}
