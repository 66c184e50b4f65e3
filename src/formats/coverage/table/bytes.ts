/** Writes numbers and texts in as few bytes as they need. */
export interface ByteWriter {
  /** A whole number from 0 to `Number.MAX_SAFE_INTEGER`, seven bits a byte, the lowest first. */
  number(value: number): void;
  text(value: string): void;
  /** What was written since the last time, in an array of its own. */
  take(): Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function byteWriter(): ByteWriter {
  let bytes = new Uint8Array(1_024);
  let length = 0;

  function number(value: number): void {
    if (length + maxNumberBytes > bytes.length) bytes = widened(bytes, length + maxNumberBytes);
    let rest = value;
    // Shifts work on 32 bits only.
    while (rest >= 0x8000_0000) {
      bytes[length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest >= 128) {
      bytes[length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[length++] = rest;
  }

  function text(value: string): void {
    const encoded = encoder.encode(value);
    number(encoded.length);
    if (length + encoded.length > bytes.length) bytes = widened(bytes, length + encoded.length);
    bytes.set(encoded, length);
    length += encoded.length;
  }

  return {
    number,
    text,
    take() {
      const taken = bytes.slice(0, length);
      length = 0;
      return taken;
    },
  };
}

/** Of a number of 53 bits. */
const maxNumberBytes = 8;

function widened(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(Math.max(bytes.length * 2, least));
  wider.set(bytes);
  return wider;
}

export interface ByteReader {
  readonly bytes: Uint8Array;
  at: number;
}

export function readNumber(reader: ByteReader): number {
  const { bytes } = reader;
  let byte = bytes[reader.at++] ?? 0;
  if (byte < 128) return byte;
  let value = byte & 127;
  let scale = 128;
  do {
    byte = bytes[reader.at++] ?? 0;
    value += (byte & 127) * scale;
    scale *= 128;
  } while (byte >= 128);
  return value;
}

export function readText(reader: ByteReader): string {
  const length = readNumber(reader);
  const text = decoder.decode(reader.bytes.subarray(reader.at, reader.at + length));
  reader.at += length;
  return text;
}
