import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { badUsage } from "../../core/bad-usage.ts";
import { type KeyAlgorithm, readPublicKey } from "../../formats/attestations/public-key.ts";
import type { NewKeyAlgorithm } from "../commands/keys/rotate.ts";

export interface KeyPair {
  /** PKCS #8, DER, not encrypted: it goes nowhere but into `encryptPrivateKey`. */
  readonly privateKey: Uint8Array;
  /** SPKI, PEM. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly algorithm: KeyAlgorithm;
}

const generate = promisify(generateKeyPair);

export async function makeKeyPair(algorithm: NewKeyAlgorithm): Promise<KeyPair> {
  const { publicKey, privateKey } = await generatePair(algorithm);
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const read = readPublicKey(pem);
  if (read.kind === "refused") throw badUsage(`The new key does not count: ${read.because}.`);
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }),
    publicKey: pem,
    fingerprint: read.fingerprint,
    algorithm: read.algorithm,
  };
}

function generatePair(algorithm: NewKeyAlgorithm): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  switch (algorithm) {
    case "ecdsa-p256":
      return generate("ec", { namedCurve: "P-256" });
    case "ecdsa-p384":
      return generate("ec", { namedCurve: "P-384" });
    case "ed25519":
      return generate("ed25519");
    case "rsa-3072":
      return generate("rsa", { modulusLength: 3_072 });
    case "rsa-4096":
      return generate("rsa", { modulusLength: 4_096 });
  }
}
