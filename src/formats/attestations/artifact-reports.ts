import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { z } from "zod";

/** A built file by what an attestation names it with. Digests are lower-case hex of bytes that we have read ourselves. */
export interface ArtifactDigests {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly sha512: string;
}

const Stored = z.strictObject({
  path: z.string(),
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
});

/** Takes any file for an artifact and hashes it, piece by piece: of the largest one only a few bytes are ever in memory. */
export const artifactReports = {
  id: "artifact-digests",
  version: 1,
  takesArchives: true as const,
  /** Where any artifact would do, most of them hold something else. */
  mayHoldNone: (artifact: string) => artifact === "*",
  open(path: string) {
    const [short, long] = [sha256.create(), sha512.create()];
    let size = 0;
    return {
      push(chunk: Uint8Array): void {
        size += chunk.length;
        short.update(chunk);
        long.update(chunk);
      },
      end: (): ArtifactDigests => ({
        path,
        size,
        sha256: bytesToHex(short.digest()),
        sha512: bytesToHex(long.digest()),
      }),
    };
  },
  flaw: () => undefined,
  encode: (artifact: ArtifactDigests) => JSON.stringify(artifact),
  /** Throws when the text was not made by `encode` of this version. */
  decode: (text: string): ArtifactDigests => Stored.parse(JSON.parse(text)),
};
