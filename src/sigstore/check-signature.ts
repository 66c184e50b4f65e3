import { constants, type KeyObject, verify } from "node:crypto";
import { checkDigestSignature } from "./check-digest-signature.ts";
import { hashesOf, type SignatureCheck, type SignedBytes } from "./signed-bytes.ts";

/** Checks a signature with a key that `troubleWith` has found no fault with. Never throws. */
export function checkSignature(signed: SignedBytes, key: KeyObject, signature: Uint8Array): SignatureCheck {
  const { bytes } = signed;
  if (bytes !== undefined && checkBytes(bytes, key, signature)) return "valid";
  const kind = key.asymmetricKeyType;
  // Only what signs a digest of its own making is left, where there are bytes.
  if (bytes !== undefined && kind !== "ed25519") return "invalid";
  return checkDigestSignature(signed, key, signature);
}

function checkBytes(bytes: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  switch (key.asymmetricKeyType) {
    case "ed25519":
      return holds(null, bytes, key, signature);
    case "ec":
      return hashesOf(key).some((hash) => holds(hash, bytes, key, signature));
    case "rsa":
      return holds("sha256", bytes, key, signature) || holdsPss("sha256", bytes, key, signature);
    case "rsa-pss":
      return holdsPss(key.asymmetricKeyDetails?.hashAlgorithm ?? "sha256", bytes, key, signature);
    default:
      return false;
  }
}

function holdsPss(hash: string, bytes: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_AUTO: saltLength } = constants;
  return pssHashes.has(hash) && holds(hash, bytes, { key, padding, saltLength }, signature);
}

/** A key of its own padding names its hash, and could name one that is broken. */
const pssHashes: ReadonlySet<string> = new Set(["sha256", "sha384", "sha512"]);

type VerifyingKey = Parameters<typeof verify>[2];

function holds(hash: string | null, bytes: Uint8Array, key: VerifyingKey, signature: Uint8Array): boolean {
  try {
    return verify(hash, bytes, key, signature);
  } catch {
    // OpenSSL throws for some signatures that are not of the key's form.
    return false;
  }
}
