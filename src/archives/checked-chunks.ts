import { crc32 } from "node:zlib";
import type { Entry } from "yauzl";
import { sizeFlaw, totalFlaw } from "./entry-flaws.ts";
import type { ArchiveLimits } from "./limits.ts";

/** What may still come out of the archive. */
export interface Budget {
  /** False when there is less left than this. */
  spend(bytes: number): boolean;
}

export function budgetOf(total: number): Budget {
  let left = total;
  return {
    spend: (bytes) => {
      left -= bytes;
      return left >= 0;
    },
  };
}

/** Ends the reading of an entry; the message is in plain words. */
export class EntryRefused extends Error {}

type Announced = Pick<Entry, "compressedSize" | "uncompressedSize" | "crc32">;

/**
 * Lets the bytes of an entry through while what really comes is within the limits, whatever was announced: entries may
 * share their packed bytes. Throws EntryRefused, also at the end when it was not all, or was not what was announced.
 */
export async function* checkedChunks(
  open: () => Promise<AsyncIterable<Uint8Array>>,
  announced: Announced,
  budget: Budget,
  limits: ArchiveLimits,
): AsyncGenerator<Uint8Array, void> {
  let [size, checksum] = [0, 0];
  for await (const chunk of await open()) {
    size += chunk.length;
    const flaw =
      sizeFlaw(size, announced.compressedSize, limits) ?? (budget.spend(chunk.length) ? undefined : totalFlaw(limits));
    if (flaw !== undefined) throw new EntryRefused(flaw);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (size !== announced.uncompressedSize || checksum !== announced.crc32) {
    throw new EntryRefused(
      "The entry's bytes are not those that were packed: its checksum differs. Make and upload the archive again.",
    );
  }
}
