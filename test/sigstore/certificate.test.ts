import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { readBundle } from "../../src/formats/attestations/read-bundle.ts";
import { leafCertificateOf } from "../../src/sigstore/certificate.ts";
import { trustRootOf } from "../../src/sigstore/roots/trust-root.ts";
import { embeddedRoots } from "../../src/sigstore/stored-root.ts";

const { material } = trustRootOf("public-good", embeddedRoots()["public-good"].json);
const read = readBundle(readFileSync(new URL("./fixtures/npm-provenance.sigstore.json", import.meta.url)));

function leaf(): Buffer {
  if (read.kind === "refused" || read.value.kind !== "bundle" || read.value.signer.kind !== "certificate") {
    throw new Error("The fixture has no certificate.");
  }
  return Buffer.from(read.value.signer.leaf);
}

/** The bytes with the first of these sequences replaced by another of the same length. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const place = bytes.indexOf(Buffer.from(from, "hex"));
  if (place === -1) throw new Error(`${from} is not there.`);
  const changed = Buffer.from(bytes);
  Buffer.from(to, "hex").copy(changed, place);
  return changed;
}

describe("a signing certificate", () => {
  it("is read with its issuer, its name and its promise", () => {
    expect(leafCertificateOf(leaf())).toMatchObject({
      issuerOrganisation: "sigstore.dev",
      identity: "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main",
      hasPromise: true,
    });
  });

  const codeSigning = "06082b06010505070303";
  it.each<[string, () => Buffer, RegExp]>([
    ["an authority's own", () => firstOf(material.certificateAuthorities), /authority's own/],
    ["that of a timestamp authority", () => firstOf(material.timestampAuthorities), /not for signing code/],
    ["one for another purpose", () => replaced(leaf(), codeSigning, "06082b06010505070301"), /not for signing code/],
    // KeyUsage of digitalSignature becomes one of keyCertSign.
    [
      "one whose key is not for signatures",
      () => replaced(leaf(), "040403020780", "040403020204"),
      /not for signatures/,
    ],
    ["one with bytes behind it", () => Buffer.concat([leaf(), Buffer.from([0])]), /./],
    ["one that is not whole", () => leaf().subarray(0, -1), /./],
    ["one with a length that is written too long", () => longer(leaf()), /non-minimal length/],
    ["no certificate at all", () => Buffer.from("30030201ff", "hex"), /./],
    ["nothing", () => Buffer.alloc(0), /./],
  ])("is not %s", (_, make, words) => {
    expect(() => leafCertificateOf(make())).toThrow(words);
  });
});

function firstOf(authorities: typeof material.certificateAuthorities): Buffer {
  const certificate = authorities[0]?.certChain[0];
  if (certificate === undefined) throw new Error("The root has none.");
  return certificate.root.toDER();
}

/** The same certificate with its outermost length in three bytes, where two do. */
function longer(bytes: Buffer): Buffer {
  if (bytes[1] !== 0x82) throw new Error("Its length is not of two bytes.");
  return Buffer.concat([Buffer.from([0x30, 0x83, 0x00]), bytes.subarray(2)]);
}
