import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { ed25519ph } from "@noble/curves/ed25519.js";

/** `rsa-pss` is a plain RSA key that signs with PSS; `rsa-pss-key` one that can do nothing else. */
export type SigningAlgorithm =
  | "p256"
  | "p384"
  | "p384-sha256"
  | "p521"
  | "ed25519"
  | "ed25519ph"
  | "rsa2048"
  | "rsa4096"
  | "rsa-pss"
  | "rsa-pss-key"
  | "rsa1024"
  | "secp256k1";

/** A key pair as cosign makes them, without the password. */
export interface SigningKey {
  readonly algorithm: SigningAlgorithm;
  /** SPKI, PEM. */
  readonly publicKey: string;
  /** Base64 of the SHA-256 of the SPKI's DER, which cosign writes to bundles as the key's hint. */
  readonly hint: string;
  /** `sha256:` and the same in hex. */
  readonly fingerprint: string;
  readonly privateKey: KeyObject;
  sign(bytes: Uint8Array): Buffer;
}

export function signingKey(algorithm: SigningAlgorithm = "p256"): SigningKey {
  const { publicKey, privateKey } = generate(algorithm);
  const der = publicKey.export({ type: "spki", format: "der" });
  const digest = createHash("sha256").update(der).digest();
  return {
    algorithm,
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    hint: digest.toString("base64"),
    fingerprint: `sha256:${digest.toString("hex")}`,
    privateKey,
    sign: (bytes) => signWith(algorithm, privateKey, bytes),
  };
}

function generate(algorithm: SigningAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  switch (algorithm) {
    case "p256":
      return generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    case "p384":
    case "p384-sha256":
      return generateKeyPairSync("ec", { namedCurve: "secp384r1" });
    case "p521":
      return generateKeyPairSync("ec", { namedCurve: "secp521r1" });
    case "secp256k1":
      return generateKeyPairSync("ec", { namedCurve: "secp256k1" });
    case "ed25519":
    case "ed25519ph":
      return generateKeyPairSync("ed25519");
    case "rsa-pss-key":
      return generateKeyPairSync("rsa-pss", {
        modulusLength: 2048,
        hashAlgorithm: "sha256",
        mgf1HashAlgorithm: "sha256",
      });
    case "rsa1024":
      return generateKeyPairSync("rsa", { modulusLength: 1024 });
    case "rsa4096":
      return generateKeyPairSync("rsa", { modulusLength: 4096 });
    case "rsa2048":
    case "rsa-pss":
      return generateKeyPairSync("rsa", { modulusLength: 2048 });
  }
}

function signWith(algorithm: SigningAlgorithm, key: KeyObject, bytes: Uint8Array): Buffer {
  switch (algorithm) {
    case "ed25519":
      return sign(null, bytes, key);
    case "ed25519ph":
      return Buffer.from(ed25519ph.sign(bytes, Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url")));
    case "p384":
      return sign("sha384", bytes, key);
    case "p521":
      return sign("sha512", bytes, key);
    case "rsa-pss":
    case "rsa-pss-key":
      return sign("sha256", bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
    default:
      return sign("sha256", bytes, key);
  }
}
