import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { MAX_BUNDLE_BYTES, MAX_LOG_ENTRIES } from "../../../src/formats/attestations/limits.ts";
import { readBundle } from "../../../src/formats/attestations/read-bundle.ts";
import { edited, type Json } from "../../support/edit-bundle.ts";
import { effortOf } from "../../support/effort.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../../sigstore/fixtures/${name}.sigstore.json`, import.meta.url));
const old = fixture("npm-provenance");
const recent = fixture("github-release");
const material = "verificationMaterial";
const entry = `${material}.tlogEntries.0`;

function because(bundle: Uint8Array): string {
  const read = readBundle(bundle);
  return read.kind === "refused" ? read.because : "read";
}

const many =
  (count: number) =>
  (list: Json): Json =>
    Array.from({ length: count }, () => (Array.isArray(list) ? (list[0] ?? null) : null));
const version02 = "application/vnd.dev.sigstore.bundle+json;version=0.2";
const put = (value: Json) => () => value;

describe("a bundle", () => {
  it("is read with what it holds", () => {
    const read = readBundle(old);
    expect(read).toMatchObject({
      kind: "read",
      value: {
        kind: "bundle",
        version: "0.1",
        signer: { kind: "certificate" },
        entries: [{ kind: "intoto", version: "0.0.2", integratedTime: 1692374735 }],
        timestamps: [],
        content: { kind: "envelope", payloadType: "application/vnd.in-toto+json" },
      },
    });
  });

  const certificates = `${material}.x509CertificateChain.certificates`;
  it.each<[string, Uint8Array, RegExp]>([
    [
      "another version",
      edited(old, "mediaType", put("application/vnd.dev.sigstore.bundle+json;version=0.4")),
      /mediaType/,
    ],
    ["text behind its version", edited(old, "mediaType", (value) => `${value}x`), /mediaType/],
    ["no version", edited(old, "mediaType", () => undefined), /neither a Sigstore bundle/],
    ["no content", edited(old, "dsseEnvelope", () => undefined), /none of dsseEnvelope, messageSignature/],
    ["two contents", edited(old, "messageSignature", put({})), /one of them alone/],
    ["no signer", edited(old, `${material}.x509CertificateChain`, () => undefined), /none of certificate/],
    ["two signers", edited(old, `${material}.publicKey`, put({ hint: "" })), /one of them alone/],
    [
      "a chain in version 0.3",
      edited(old, "mediaType", put("application/vnd.dev.sigstore.bundle.v0.3+json")),
      /not of version 0.3/,
    ],
    ["an empty chain", edited(old, certificates, put([])), /is empty/],
    ["six certificates", edited(old, certificates, many(6)), /6 items/],
    ["five log entries", edited(old, `${material}.tlogEntries`, many(MAX_LOG_ENTRIES + 1)), /5 items/],
    ["five timestamps", edited(recent, `${material}.timestampVerificationData.rfc3161Timestamps`, many(5)), /5 items/],
    ["65 hashes of a proof", edited(old, `${entry}.inclusionProof.hashes`, many(65)), /65 items/],
    ["a hash of another length", edited(old, `${entry}.inclusionProof.hashes.0`, put("AAAA")), /not a hash/],
    [
      "no proof",
      edited(edited(old, "mediaType", put(version02)), `${entry}.inclusionProof`, () => undefined),
      /inclusionProof is missing/,
    ],
    ["no checkpoint", edited(old, `${entry}.inclusionProof.checkpoint`, () => undefined), /checkpoint is missing/],
    [
      "an endless checkpoint",
      edited(old, `${entry}.inclusionProof.checkpoint.envelope`, put("a".repeat(20_000))),
      /20000 characters/,
    ],
    [
      "33 signatures of a checkpoint",
      edited(old, `${entry}.inclusionProof.checkpoint.envelope`, put(`a\n1\nb\n\n${"— a b\n".repeat(33)}`)),
      /33 signatures|32/,
    ],
    ["a negative index", edited(old, `${entry}.logIndex`, put("-1")), /logIndex/],
    ["a negative index that is a number", edited(old, `${entry}.logIndex`, put(-1)), /logIndex/],
    ["an index with a fraction", edited(old, `${entry}.logIndex`, put(1.5)), /logIndex/],
    ["an index that is written otherwise", edited(old, `${entry}.logIndex`, put("1e3")), /logIndex/],
    ["an index beyond exact numbers", edited(old, `${entry}.logIndex`, put("9007199254740993")), /logIndex/],
    ["a time that is a list", edited(old, `${entry}.integratedTime`, put([1])), /integratedTime/],
    ["no signature", edited(old, "dsseEnvelope.signatures", put([])), /0 signatures/],
    ["two signatures", edited(old, "dsseEnvelope.signatures", many(2)), /2 signatures/],
    ["an empty signature", edited(old, "dsseEnvelope.signatures.0.sig", put("")), /missing or empty/],
    ["an empty payload", edited(old, "dsseEnvelope.payload", put("")), /missing or empty/],
    ["a payload that is not Base64", edited(old, "dsseEnvelope.payload", put("e30")), /not Base64/],
    ["a payload with a space", edited(old, "dsseEnvelope.payload", put("e3 0=")), /not Base64/],
    ["a payload in Base64 for addresses", edited(old, "dsseEnvelope.payload", put("_-8=")), /not Base64/],
    ["a payload that could be written otherwise", edited(old, "dsseEnvelope.payload", put("e31=")), /canonical/],
    ["a payload that is an object", edited(old, "dsseEnvelope.payload", put({})), /not a text/],
    ["a list", Buffer.from("[]"), /not an object/],
    ["text behind it", Buffer.concat([old, Buffer.from("{}")]), /more follows/],
  ])("is refused with %s", (_, bundle, words) => {
    expect(because(bundle)).toMatch(words);
  });

  const message = (algorithm: string, digest: string) =>
    edited(
      edited(old, "dsseEnvelope", () => undefined),
      "messageSignature",
      put({ messageDigest: { algorithm, digest }, signature: "AAAA" }),
    );
  it.each([
    ["of 32 bytes for SHA-256", message("SHA2_256", Buffer.alloc(32).toString("base64")), "read"],
    [
      "of 31 bytes for SHA-256",
      message("SHA2_256", Buffer.alloc(31).toString("base64")),
      "messageSignature.messageDigest.digest is not one of 32 bytes.",
    ],
    [
      "of an algorithm that is broken",
      message("SHA1", Buffer.alloc(20).toString("base64")),
      'messageSignature.messageDigest.algorithm is "SHA1", and not one of SHA-2.',
    ],
  ])("has a digest %s", (_, bundle, expected) => {
    expect(because(bundle)).toBe(expected);
  });
});

describe("a hostile bundle", () => {
  const big = "A".repeat(6_000_000);
  it.each<[string, () => Uint8Array]>([
    [
      "500 copies of one timestamp",
      () => edited(recent, `${material}.timestampVerificationData.rfc3161Timestamps`, many(500)),
    ],
    ["12 MB of log entries", () => edited(old, `${material}.tlogEntries`, many(2_000))],
    ["200,000 hashes", () => edited(old, `${entry}.inclusionProof.hashes`, many(200_000))],
    ["a large payload", () => edited(old, "dsseEnvelope.payload", put(big))],
    ["deep arrays", () => Buffer.from("[".repeat(MAX_BUNDLE_BYTES))],
    ["deep objects", () => Buffer.from('{"a":'.repeat(400_000))],
    ["a million small values", () => Buffer.from(`[${"1,".repeat(1_000_000)}1]`)],
    ["a million keys", () => Buffer.from(`{${Array.from({ length: 180_000 }, (_, index) => `"${index}":1`).join()}}`)],
    ["two million backslashes", () => Buffer.from(`{"a":"${"\\".repeat(2_000_000)}"}`)],
    ["a million escaped quotes", () => Buffer.from(`{"a":"${'\\"'.repeat(1_000_000)}"}`)],
    ["500 MB", () => new Uint8Array(500_000_000)],
  ])("of %s is refused in no time", async (_, make) => {
    const bundle = make();
    // Hashing 32 MB takes some 20 ms: 200 ms are ten of them.
    expect(await effortOf(() => expect(because(bundle)).not.toBe("read"))).toBeLessThan(10);
  });
});
