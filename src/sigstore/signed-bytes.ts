import type { KeyObject } from "node:crypto";

/** What was signed: all of its bytes, or only its digests. */
export interface SignedBytes {
  readonly bytes?: Uint8Array;
  readonly digests: Digests;
}

export interface Digests {
  readonly sha256: Uint8Array;
  readonly sha384?: Uint8Array | undefined;
  readonly sha512?: Uint8Array | undefined;
}

/** `needs-…`: with what is there, it cannot be told. */
export type SignatureCheck = "valid" | "invalid" | "needs-bytes" | "needs-sha512";

export type Hash = keyof Digests;

/**
 * The hashes that a key's signatures may be made with, the usual one first. Old clients signed with SHA-256 whatever the
 * curve. Source: `PublicKeyDetails` in https://github.com/sigstore/protobuf-specs
 */
export function hashesOf({ asymmetricKeyDetails }: KeyObject): readonly Hash[] {
  switch (asymmetricKeyDetails?.namedCurve) {
    case "secp384r1":
      return ["sha384", "sha256"];
    case "secp521r1":
      return ["sha512", "sha256"];
    default:
      return ["sha256"];
  }
}
