import type { Position } from "./position.ts";
import { positionsOf } from "./position.ts";

/** A larger file is not read. */
export const maxYamlBytes = 256 * 1024;

export type Decoded =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "too-large"; readonly bytes: number }
  | { readonly kind: "not-utf-8"; readonly at: Position };

/** UTF-8 with or without a byte order mark, which is not part of the text. */
export function decode(content: Uint8Array | string): Decoded {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  if (bytes.length > maxYamlBytes) return { kind: "too-large", bytes: bytes.length };
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { kind: "not-utf-8", at: firstReplacement(new TextDecoder().decode(bytes)) };
  }
}

/** A lenient decoder puts U+FFFD where the bytes are wrong. */
function firstReplacement(text: string): Position {
  return positionsOf(text)(Math.max(0, text.indexOf("\ufffd")));
}
