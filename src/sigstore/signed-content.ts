import { createHash, type KeyObject } from "node:crypto";
import { dsse } from "@sigstore/core";
import type { SignedEntity } from "@sigstore/verify";
import type { SignatureRequest } from "../core/attestation.ts";
import type { Envelope, MessageSignature } from "../formats/attestations/model.ts";
import { checkSignature } from "./check-signature.ts";
import { bufferOf } from "./der.ts";
import type { Digests, SignedBytes } from "./signed-bytes.ts";
import { failed, unproven } from "./step-ended.ts";

/** What a signature is over, as the packages ask for it. */
export type SignedContent = SignedEntity["signature"];

/** The digests that logs keep of a content: of the bytes that are signed, and of a statement's payload. */
interface Kept {
  readonly signed: SignedBytes;
  readonly payload: Digests;
}

export function contentOf(content: Envelope | MessageSignature, artifact: SignatureRequest["artifact"]): SignedContent {
  const { signed, payload } = content.kind === "envelope" ? ofEnvelope(content) : ofMessage(content, artifact);
  const signature = bufferOf(content.signature);
  return {
    signature,
    compareSignature: (other) => other.equals(signature),
    compareDigest: (digest) => isAmong(digest, payload),
    compareSignedDigest: (digest) => isAmong(digest, signed.digests),
    verifySignature: (key) => holds(signed, key, signature),
  };
}

/** Throws `StepEnded` where it cannot be told. */
function holds(signed: SignedBytes, key: KeyObject, signature: Buffer): boolean {
  const check = checkSignature(signed, key, signature);
  if (check === "needs-bytes" || check === "needs-sha512") {
    const needed = check === "needs-bytes" ? "the artifact's bytes" : "the artifact's SHA-512";
    throw unproven(
      "signature",
      `With a key of this kind (${key.asymmetricKeyType}) the signature cannot be checked from the artifact's SHA-256 alone: ${needed} must be there too.`,
    );
  }
  return check === "valid";
}

function ofEnvelope({ payloadType, payload }: Envelope): Kept {
  const bytes = dsse.preAuthEncoding(payloadType, bufferOf(payload));
  return { signed: { bytes, digests: digestsOf(bytes) }, payload: digestsOf(payload) };
}

/** Throws `StepEnded` when the artifact is not there, or is another one than the signature names. */
function ofMessage({ digest }: MessageSignature, artifact: SignatureRequest["artifact"]): Kept {
  if (artifact === undefined) {
    throw unproven(
      "signature",
      "It signs an artifact itself, and there is none to compare with. Give the artifact, or its SHA-256.",
    );
  }
  const signed = signedArtifact(artifact);
  const own = signed.digests[digest.algorithm];
  if (own === undefined) {
    throw unproven(
      "signature",
      `It names its artifact by ${digest.algorithm}, which is not known of the artifact. Give the artifact's bytes.`,
    );
  }
  if (!bufferOf(own).equals(digest.bytes)) {
    const [named, found] = [digest.bytes, own].map((bytes) => Buffer.from(bytes).toString("hex"));
    throw failed(
      "signature",
      `It signs another artifact: the one with ${digest.algorithm} ${named}, and the artifact has ${found}.`,
    );
  }
  return { signed, payload: signed.digests };
}

function signedArtifact({ bytes, sha256, sha512 }: NonNullable<SignatureRequest["artifact"]>): SignedBytes {
  if (bytes === undefined) {
    const known = {
      sha256: Buffer.from(sha256, "hex"),
      sha512: sha512 === undefined ? undefined : Buffer.from(sha512, "hex"),
    };
    if (known.sha256.length !== 32 || (known.sha512 !== undefined && known.sha512.length !== 64)) {
      throw failed(
        "signature",
        "The artifact's digest has not the length of its kind: SHA-256 has 64 hex digits, SHA-512 has 128.",
      );
    }
    return { digests: known };
  }
  const digests = digestsOf(bytes);
  if (Buffer.from(digests.sha256).toString("hex") !== sha256) {
    throw failed("signature", "The artifact's bytes do not have the SHA-256 that is said to be theirs.");
  }
  return { bytes, digests };
}

function digestsOf(bytes: Uint8Array): Required<Digests> {
  const digest = (algorithm: keyof Digests) => createHash(algorithm).update(bytes).digest();
  return { sha256: digest("sha256"), sha384: digest("sha384"), sha512: digest("sha512") };
}

/** Compared with the digest of the same length alone, so an empty one is nobody's. */
function isAmong(digest: Buffer, { sha256, sha384, sha512 }: Digests): boolean {
  return [sha256, sha384, sha512].some((own) => own !== undefined && digest.equals(own));
}
