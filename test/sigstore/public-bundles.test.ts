import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { edited, flipped } from "../support/edit-bundle.ts";
import { end, judge } from "./judge.ts";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const provenance = fixture("npm-provenance.sigstore.json");
const release = fixture("github-release.sigstore.json");

describe("a real bundle of Sigstore's public instance", () => {
  const verdict = judge(provenance, { domains: ["public-good"] });

  it("passes by the root that ships, and says who signed what and when", () => {
    expect(verdict).toMatchObject({
      outcome: "passed",
      signer: {
        kind: "certificate",
        domain: "public-good",
        identity: "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main",
        claims: {
          issuer: "https://token.actions.githubusercontent.com",
          sourceRepositoryUri: "https://github.com/sigstore/sigstore-js",
          sourceRepositoryDigest: "f0b49a04e5a62250e0f60fb128004a73110fe311",
          sourceRepositoryRef: "refs/heads/main",
          runnerEnvironment: "github-hosted",
        },
      },
      times: [{ at: Date.UTC(2023, 7, 18, 16, 5, 35), by: "log", domain: "public-good" }],
      signed: { kind: "payload", payloadType: "application/vnd.in-toto+json" },
    });
    expect(verdict.steps.map(({ outcome }) => outcome)).toEqual(Array(6).fill("passed"));
  });

  it("is unproven where only GitHub's instance counts", () => {
    expect(end(judge(provenance, { domains: ["github"] }))).toMatch(/^trust-root unproven: .*"sigstore.dev"/);
  });

  it("fails when it is judged before it was signed", () => {
    expect(end(judge(provenance, { now: Date.UTC(2023, 7, 18) }))).toMatch(/^timestamp failed: .*future/);
  });

  const entry = "verificationMaterial.tlogEntries.0";
  it.each([
    ["payload", "dsseEnvelope.payload", 20],
    ["signature", "dsseEnvelope.signatures.0.sig", 24],
    ["certificate", "verificationMaterial.x509CertificateChain.certificates.0.rawBytes", 300],
    ["log entry's body", `${entry}.canonicalizedBody`, 40],
    ["log's promise", `${entry}.inclusionPromise.signedEntryTimestamp`, 24],
    ["log's name", `${entry}.logId.keyId`, 8],
    ["proof's hashes", `${entry}.inclusionProof.hashes.3`, 8],
    ["proof's root", `${entry}.inclusionProof.rootHash`, 32],
  ])("never passes with a flipped byte in its %s", (_, path, places) => {
    for (let place = 0; place < places; place += 1) {
      // Prime steps reach all parts of the longer ones.
      const verdict = judge(edited(provenance, path, (value) => flipped(value, place * 13)));
      // In the issuer's name, it is a certificate of an instance that nobody trusts.
      expect(`${place}: ${end(verdict)}`).toMatch(
        /^\d+: ([a-z]+ failed: |trust-root unproven: The certificate's issuer)/,
      );
    }
  });

  it.each([
    `${entry}.logIndex`,
    `${entry}.integratedTime`,
    `${entry}.inclusionProof.logIndex`,
    `${entry}.inclusionProof.treeSize`,
  ])("never passes with another %s", (path) => {
    expect(judge(edited(provenance, path, (value) => String(Number(value) + 1))).outcome).toBe("failed");
  });

  it("never passes with a flipped byte in the log's checkpoint", () => {
    const path = `${entry}.inclusionProof.checkpoint.envelope`;
    const length = checkpointOf(provenance).length;
    for (let place = 0; place < length; place += 7) {
      const change = (value: unknown) => {
        const text = String(value);
        const other = text[place] === "A" ? "B" : "A";
        return `${text.slice(0, place)}${other}${text.slice(place + 1)}`;
      };
      expect(`${place}: ${judge(edited(provenance, path, change)).outcome}`).toBe(`${place}: failed`);
    }
  });
});

function checkpointOf(bundle: Uint8Array): string {
  let text = "";
  edited(bundle, "verificationMaterial.tlogEntries.0.inclusionProof.checkpoint.envelope", (value) => {
    text = String(value);
    return value;
  });
  return text;
}

describe("a real bundle of GitHub's own instance", () => {
  it("passes by the root that ships, with a timestamp and no log, and claims nothing that the certificate does not", () => {
    const verdict = judge(release, { domains: ["public-good", "github"] });
    expect(verdict).toMatchObject({
      outcome: "passed",
      signer: { kind: "certificate", domain: "github", identity: "https://dotcom.releases.github.com" },
      times: [{ at: Date.UTC(2026, 2, 2, 9, 52, 15), by: "timestamp-authority", domain: "github" }],
    });
    if (verdict.outcome !== "passed" || verdict.signer.kind !== "certificate") throw new Error("It did not pass.");
    expect(Object.values(verdict.signer.claims).filter((claim) => claim !== undefined)).toEqual([]);
  });

  it("is unproven where only the public instance counts", () => {
    expect(end(judge(release, { domains: ["public-good"] }))).toMatch(/^trust-root unproven: .*add `github`/);
  });

  it("fails without its timestamp, which is all that says when it was signed", () => {
    const path = "verificationMaterial.timestampVerificationData.rfc3161Timestamps";
    expect(end(judge(edited(release, path, () => [])))).toMatch(/^timestamp failed: Nothing says when/);
  });

  it("fails with the log entry of another bundle, for its root lists no log", () => {
    let entries: unknown[] = [];
    edited(provenance, "verificationMaterial.tlogEntries", (value) => {
      entries = Array.isArray(value) ? value : [];
      return value;
    });
    const mixed = edited(release, "verificationMaterial.tlogEntries", () => JSON.parse(JSON.stringify(entries)));
    expect(end(judge(mixed))).toMatch(/^log failed/);
  });

  it.each([
    ["payload", "dsseEnvelope.payload", 20],
    ["signature", "dsseEnvelope.signatures.0.sig", 24],
    ["certificate", "verificationMaterial.certificate.rawBytes", 200],
  ])("never passes with a flipped byte in its %s", (_, path, places) => {
    for (let place = 0; place < places; place += 1) {
      const verdict = judge(edited(release, path, (value) => flipped(value, place * 13)));
      expect(`${place}: ${verdict.outcome === "passed"}`).toBe(`${place}: false`);
    }
  });
});
