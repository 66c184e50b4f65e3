import { createPrivateKey, type KeyObject, scryptSync } from "node:crypto";
import { secretbox } from "@noble/ciphers/salsa.js";
import { z } from "zod";

const Envelope = z.strictObject({
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    params: z.strictObject({ N: z.number(), r: z.number(), p: z.number() }),
    salt: z.base64(),
  }),
  cipher: z.strictObject({ name: z.literal("nacl/secretbox"), nonce: z.base64() }),
  ciphertext: z.base64(),
});

/** Opens a private key of cosign. Throws for another passphrase and for any other text. */
export function openCosignKey(pem: string, passphrase: string): KeyObject {
  const found =
    /^-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n([\s\S]+)\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n?$/.exec(
      pem,
    );
  const { kdf, cipher, ciphertext } = Envelope.parse(JSON.parse(Buffer.from(found?.[1] ?? "", "base64").toString()));
  const { N, r, p } = kdf.params;
  const key = scryptSync(passphrase, Buffer.from(kdf.salt, "base64"), 32, { N, r, p, maxmem: 256 * N * r });
  const opened = secretbox(key, Buffer.from(cipher.nonce, "base64")).open(Buffer.from(ciphertext, "base64"));
  return createPrivateKey({ key: Buffer.from(opened), format: "der", type: "pkcs8" });
}
