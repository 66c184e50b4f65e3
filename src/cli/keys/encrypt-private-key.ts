import { randomBytes, scrypt } from "node:crypto";
import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";

/** As cosign writes keys: 64 MiB and some tenths of a second for every guess at the passphrase. */
const cost = { N: 65_536, r: 8, p: 1 } as const;

/**
 * A private key as cosign keeps it, so that `cosign sign --key` takes it: PEM around JSON, the key encrypted with NaCl's
 * secretbox (XSalsa20 and Poly1305) under what scrypt makes of the passphrase. The format is that of go-securesystemslib's
 * package `encrypted`. `privateKey` is PKCS #8, DER.
 */
export async function encryptPrivateKey(privateKey: Uint8Array, passphrase: string): Promise<string> {
  const [salt, nonce] = [randomBytes(32), randomBytes(24)];
  const key = await deriveKey(passphrase, salt);
  const ciphertext = xsalsa20poly1305(key, nonce).encrypt(privateKey);
  key.fill(0);
  const envelope = {
    kdf: { name: "scrypt", params: cost, salt: base64(salt) },
    cipher: { name: "nacl/secretbox", nonce: base64(nonce) },
    ciphertext: base64(ciphertext),
  };
  const lines = base64(Buffer.from(JSON.stringify(envelope))).match(/.{1,64}/g) ?? [];
  const label = "ENCRYPTED SIGSTORE PRIVATE KEY";
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

function deriveKey(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  const maxmem = 256 * cost.N * cost.r;
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, 32, { ...cost, maxmem }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
