/**
 * Git paths are bytes. What is not UTF-8 in them becomes `\xNN`, so that different paths stay different texts and the
 * rest stays readable. Such a path cannot be looked up by its text.
 */
export function decodePath(bytes: Uint8Array): string {
  const text = lenient.decode(bytes);
  if (!text.includes("\ufffd")) return text;
  let decoded = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    decoded += length === 0 ? escapeByte(bytes[at] ?? 0) : lenient.decode(bytes.subarray(at, at + length));
    at += Math.max(length, 1);
  }
  return decoded;
}

const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** How many bytes the valid UTF-8 sequence at this place has; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

function escapeByte(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
