import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { whyUnreadable } from "../why-unreadable.ts";

export type GivenFile =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** Nothing of it is kept. */
  | { readonly kind: "too-large" };

/**
 * Reads a file that the command line names, unless it is larger than so many bytes. What it says of its size is not believed: a
 * pipe has none. Throws BAD_USAGE when it cannot be read.
 */
export async function readGiven(option: string, name: string, directory: string, maxBytes: number): Promise<GivenFile> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of createReadStream(resolve(directory, name))) {
      length += piece.length;
      if (length > maxBytes) return { kind: "too-large" };
      pieces.push(piece);
    }
  } catch (cause) {
    throw badUsage(`${JSON.stringify(name)} of ${option} ${whyUnreadable(cause)}.`, cause);
  }
  return { kind: "bytes", bytes: Buffer.concat(pieces, length) };
}
