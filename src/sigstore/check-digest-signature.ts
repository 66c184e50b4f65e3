import { constants, type KeyObject, publicDecrypt } from "node:crypto";
import { eddsa } from "@noble/curves/abstract/edwards.js";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { hashesOf, type SignatureCheck, type SignedBytes } from "./signed-bytes.ts";

/**
 * Checks a signature over something of which only digests are known, which Node's own `verify` cannot. Never throws.
 * RSA with PSS needs the bytes.
 */
export function checkDigestSignature(signed: SignedBytes, key: KeyObject, signature: Uint8Array): SignatureCheck {
  try {
    switch (key.asymmetricKeyType) {
      case "ed25519":
        return checkEdwards(signed, key, signature);
      case "ec":
        return checkElliptic(signed, key, signature);
      case "rsa":
        // What does not hold with this padding may hold with the other one.
        return holdsPkcs1(signed.digests.sha256, key, signature) ? "valid" : "needs-bytes";
      default:
        return "needs-bytes";
    }
  } catch {
    // The packages throw for signatures that are not of the key's form.
    return "invalid";
  }
}

function checkElliptic({ digests }: SignedBytes, key: KeyObject, signature: Uint8Array): SignatureCheck {
  const curve = curveOf(key);
  const publicKey = pointOf(key);
  const hashes = hashesOf(key);
  // Signatures of OpenSSL are as often of the upper half as of the lower.
  const options = { prehash: false, lowS: false, format: "der" } as const;
  const held = hashes.some((hash) => {
    const digest = digests[hash];
    return digest !== undefined && curve.verify(signature, digest, publicKey, options);
  });
  if (held) return "valid";
  const missing = hashes.find((hash) => digests[hash] === undefined);
  if (missing === undefined) return "invalid";
  return missing === "sha512" ? "needs-sha512" : "needs-bytes";
}

function curveOf({ asymmetricKeyDetails }: KeyObject): typeof p256 {
  switch (asymmetricKeyDetails?.namedCurve) {
    case "prime256v1":
      return p256;
    case "secp384r1":
      return p384;
    case "secp521r1":
      return p521;
    default:
      throw new Error("The curve is unknown.");
  }
}

/** The point of a curve, uncompressed. Source: SEC 1, section 2.3.3. */
function pointOf(key: KeyObject): Uint8Array {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
}

/** Ed25519 over a digest that is there already. Source: RFC 8032, section 5.1 (Ed25519ph). */
const prehashed = eddsa(ed25519.Point, sha512, {
  domain: (data: Uint8Array) => Uint8Array.from(Buffer.concat([domainPrefix, data])),
  prehash: Object.assign((digest: Uint8Array) => Uint8Array.from(digest), {
    outputLen: 64,
    blockLen: 128,
    create: sha512.create,
  }),
});
/** `dom2(1, "")`. */
const domainPrefix = Buffer.concat([Buffer.from("SigEd25519 no Ed25519 collisions"), Buffer.from([1, 0])]);

function checkEdwards(
  { bytes, digests: { sha512: digest } }: SignedBytes,
  key: KeyObject,
  signature: Uint8Array,
): SignatureCheck {
  if (digest === undefined) return "needs-sha512";
  const publicKey = Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url");
  if (prehashed.verify(signature, digest, publicKey, { zip215: false })) return "valid";
  // Without the bytes, it may still be a signature over them.
  return bytes === undefined ? "needs-bytes" : "invalid";
}

/** The DER that stands before a SHA-256 digest. Source: RFC 8017, section 9.2, note 1. */
const sha256Prefix = Buffer.from("3031300d060960864801650304020105000420", "hex");

/** Builds the one encoding that is right, and compares all of it: parsing it is where forgeries came from. */
function holdsPkcs1(digest: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  const opened = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  const rest = Buffer.concat([Buffer.from([0]), sha256Prefix, digest]);
  const filling = Buffer.alloc(opened.length - rest.length - 2, 0xff);
  return Buffer.concat([Buffer.from([0, 1]), filling, rest]).equals(opened);
}
