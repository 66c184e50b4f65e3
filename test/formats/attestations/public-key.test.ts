import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { readPublicKey } from "../../../src/formats/attestations/public-key.ts";
import { publicKeyText } from "./registry-text.ts";

const ec = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve }).publicKey;
const rsa = (modulusLength: number, publicExponent = 65_537) =>
  generateKeyPairSync("rsa", { modulusLength, publicExponent }).publicKey;
const derOf = (key: KeyObject) => Buffer.from(key.export({ type: "spki", format: "der" }));
const pemOf = (der: Buffer) =>
  `-----BEGIN PUBLIC KEY-----\n${der
    .toString("base64")
    .replace(/(.{64})/g, "$1\n")
    .trimEnd()}\n-----END PUBLIC KEY-----\n`;
const because = (pem: string) => {
  const read = readPublicKey(pem);
  return read.kind === "refused" ? read.because : "";
};

describe("readPublicKey", () => {
  it.each([
    ["ecdsa-p256", ec("P-256")],
    ["ecdsa-p384", ec("P-384")],
    ["ed25519", generateKeyPairSync("ed25519").publicKey],
    ["rsa", rsa(2_048)],
    ["rsa", rsa(3_072, 3)],
  ])("computes the fingerprint of a key of %s as OpenSSL's DER gives it", (algorithm, key) => {
    const { pem, fingerprint } = publicKeyText(key);
    expect(readPublicKey(pem)).toEqual({ kind: "key", algorithm, fingerprint });
    expect(readPublicKey(pem.replaceAll("\n", "\r\n"))).toEqual({ kind: "key", algorithm, fingerprint });
  });

  it.each([
    ["P-521", ec("P-521"), "none of ECDSA on P-256"],
    ["secp256k1", ec("secp256k1"), "none of ECDSA on P-256"],
    ["Ed448", generateKeyPairSync("ed448").publicKey, "none of ECDSA on P-256"],
    ["RSA-PSS", generateKeyPairSync("rsa-pss", { modulusLength: 2_048 }).publicKey, "none of ECDSA on P-256"],
    ["RSA of 1024 bits", rsa(1_024), "it has 1024 bits"],
    ["RSA of 2047 bits", rsa(2_047), "it has 2047 bits"],
  ])("refuses %s", (_what, key, said) => {
    expect(because(publicKeyText(key).pem)).toContain(said);
  });

  it("refuses a modulus too large to be checked in passing, and exponents that are none", () => {
    const key = derOf(rsa(2_048));
    const one = Buffer.from(key);
    // The exponent 65537 ends the DER as 02 03 01 00 01.
    one.set([2, 3, 1, 0, 2], key.length - 5);
    expect(because(pemOf(one))).toContain("none of an RSA key");
    expect(because(publicKeyText(rsa(8_200)).pem)).toContain("it has 8200 bits");
  });

  it("refuses what is no point of its curve, and points of small order", () => {
    const off = derOf(ec("P-256"));
    off[off.length - 1] = (off.at(-1) ?? 0) ^ 1;
    expect(because(pemOf(off))).toBe("it is no point of P-256");
    const small = Buffer.concat([
      Buffer.from("302a300506032b6570032100", "hex"),
      Buffer.from(`01${"00".repeat(31)}`, "hex"),
    ]);
    expect(because(pemOf(small))).toBe("it is no point of Ed25519 that can be a key");
  });

  it("refuses every truncation, every byte behind the end and every length that is written in two ways", () => {
    const der = derOf(ec("P-256"));
    for (let length = 0; length < der.length; length += 1) {
      expect(readPublicKey(pemOf(der.subarray(0, length))).kind).toBe("refused");
    }
    expect(readPublicKey(pemOf(Buffer.concat([der, Buffer.alloc(1)]))).kind).toBe("refused");
    expect(readPublicKey(pemOf(Buffer.concat([Buffer.from([0x30, 0x81, 0x59]), der.subarray(2)]))).kind).toBe(
      "refused",
    );
  });

  it("takes no other text for a key", () => {
    const { pem, fingerprint } = publicKeyText(ec("P-256"));
    const body = pem.split("\n").slice(1, 3).join("\n");
    const others = [
      "",
      body,
      `${pem}${pem}`,
      `words\n${pem}`,
      pem.replaceAll("PUBLIC", "PRIVATE"),
      pem.replace(body, `Proc-Type: 4,ENCRYPTED\n\n${body}`),
      pem.replace(/==\n-----END/, "=\n-----END"),
      pem.replace(/[A-Za-z0-9+/]==\n-----END/, "B==\n-----END"),
    ];
    for (const text of others) expect([text, readPublicKey(text).kind]).toEqual([text, "refused"]);
    expect(readPublicKey(pem)).toMatchObject({ fingerprint });
  });
});
