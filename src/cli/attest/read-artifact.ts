import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { SignatureRequest } from "../../core/attestation.ts";
import { badUsage } from "../../core/bad-usage.ts";
import type { ArtifactUnderTest } from "../../gates/attestations/verify/check-subject.ts";
import { whyUnreadable } from "../why-unreadable.ts";

export interface GivenArtifact extends ArtifactUnderTest {
  /** What a signature of the artifact itself is checked with; undefined where no such signature could be checked. */
  readonly signed: SignatureRequest["artifact"];
}

/** The bytes of a larger file are never whole in memory; signatures are checked by its digests. */
const maxKeptBytes = 64 * 1_048_576;

/** Hashes a file, or takes a digest for one. Throws BAD_USAGE for what is neither. */
export async function readArtifact(text: string, directory: string): Promise<GivenArtifact> {
  const [, algorithm, hex = ""] = /^(sha256|sha512):(.*)$/.exec(text) ?? [];
  return algorithm === undefined ? hashFile(text, resolve(directory, text)) : ofDigest(text, algorithm, hex);
}

function ofDigest(name: string, algorithm: string, hex: string): GivenArtifact {
  const length = algorithm === "sha256" ? 64 : 128;
  const wanted = `A digest is ${algorithm}: and ${length} hex digits in lower case`;
  if (hex.length !== length) throw badUsage(`${wanted}; this one has ${hex.length} characters.`);
  if (!/^[0-9a-f]+$/.test(hex)) throw badUsage(`${wanted}; this one has other characters.`);
  return { name, digests: new Map([[algorithm, hex]]), signed: algorithm === "sha256" ? { sha256: hex } : undefined };
}

async function hashFile(name: string, path: string): Promise<GivenArtifact> {
  const hashes = ["sha256", "sha384", "sha512"].map((algorithm) => [algorithm, createHash(algorithm)] as const);
  let pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of createReadStream(path)) {
      for (const [, hash] of hashes) hash.update(piece);
      size += piece.length;
      if (size <= maxKeptBytes) pieces.push(piece);
      else pieces = [];
    }
  } catch (cause) {
    const advice = "Name a file, or sha256: and 64 hex digits.";
    throw badUsage(`The artifact ${JSON.stringify(name)} ${whyUnreadable(cause)}. ${advice}`, cause);
  }
  const digests = new Map(hashes.map(([algorithm, hash]) => [algorithm, hash.digest("hex")]));
  const [sha256 = "", sha512 = ""] = [digests.get("sha256"), digests.get("sha512")];
  const bytes = size <= maxKeptBytes ? { bytes: Buffer.concat(pieces) } : {};
  return { name, digests, signed: { ...bytes, sha256, sha512 } };
}
