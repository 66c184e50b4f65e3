import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import type { VerificationKey } from "../core/attestation.ts";

/** A key of the request that may be used. */
export interface UsableKey {
  readonly id: string;
  readonly key: KeyObject;
  /** Base64 of the SHA-256 of the SPKI's DER, as cosign writes hints. */
  readonly hint: string;
  /** `sha256:` and the same in hex. */
  readonly fingerprint: string;
}

const minRsaBits = 2_048;
const curves: ReadonlySet<string | undefined> = new Set(["prime256v1", "secp384r1", "secp521r1"]);

/** Reads a key of the request. Throws with what is wrong with it. */
export function usableKeyOf({ id, publicKey }: VerificationKey): UsableKey {
  // A private key would be taken too, and then lie around in places that are made for public ones.
  if (!publicKey.includes("-----BEGIN PUBLIC KEY-----")) throw new Error("it is not a public key in PEM");
  const key = createPublicKey(publicKey);
  const trouble = troubleWith(key);
  if (trouble !== undefined) throw new Error(trouble);
  const digest = createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest();
  return { id, key, hint: digest.toString("base64"), fingerprint: `sha256:${digest.toString("hex")}` };
}

/** Why a key is too weak or of no known kind; undefined when it is neither. */
export function troubleWith(key: KeyObject): string | undefined {
  const { asymmetricKeyType: kind, asymmetricKeyDetails: { namedCurve, modulusLength = 0 } = {} } = key;
  switch (kind) {
    case "ed25519":
      return undefined;
    case "ec":
      return curves.has(namedCurve) ? undefined : `its curve ${namedCurve} is not one of P-256, P-384 and P-521`;
    case "rsa":
    case "rsa-pss":
      return modulusLength >= minRsaBits ? undefined : `its RSA key has ${modulusLength} bits, and needs ${minRsaBits}`;
    default:
      return `its kind of key, ${kind}, is not accepted`;
  }
}

/** Whether a bundle's hint means this key: its digest in any spelling, or its name in the registry. */
export function fits(hint: string, { id, hint: own, fingerprint }: UsableKey): boolean {
  return hint === own || hint === fingerprint || hint === fingerprint.slice("sha256:".length) || hint === id;
}
