import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { SignatureRequest } from "../../src/core/attestation.ts";
import { edited, flipped } from "../support/edit-bundle.ts";
import { signedEnvelope } from "../support/signed-envelope.ts";
import { type SigningAlgorithm, type SigningKey, signingKey } from "../support/signing-keys.ts";
import { type SigningWorld, signingWorld } from "../support/signing-world.ts";
import { end, judgeIn } from "./judge.ts";

let world: SigningWorld | undefined;
beforeAll(async () => {
  world = await signingWorld();
});

function here(): SigningWorld {
  if (world === undefined) throw new Error("There is no world.");
  return world;
}

const statement = { _type: "https://in-toto.io/Statement/v1", subject: [] };
const artifact = Buffer.from("an artifact");
const digests = {
  sha256: createHash("sha256").update(artifact).digest("hex"),
  sha512: createHash("sha512").update(artifact).digest("hex"),
};
const [key, stranger] = [signingKey(), signingKey()];

/** Judges with these keys alone. */
function judge(
  bundle: Uint8Array,
  keys: readonly SigningKey[] = [key],
  changes: Partial<SignatureRequest> = {},
): string {
  const known = keys.map(({ publicKey }, index) => ({ id: `key-${index}`, publicKey }));
  return end(judgeIn(here(), bundle, { keys: known, ...changes }));
}

describe("what a key has signed", () => {
  const accepted: readonly [SigningAlgorithm, string, string, string][] = [
    // Each with the artifact's bytes, with both digests, and with its SHA-256 alone.
    ["p256", "passed", "passed", "passed"],
    ["p384", "passed", "unproven", "unproven"],
    ["p384-sha256", "passed", "passed", "passed"],
    ["p521", "passed", "passed", "unproven"],
    ["ed25519", "passed", "unproven", "unproven"],
    ["ed25519ph", "passed", "passed", "unproven"],
    ["rsa2048", "passed", "passed", "passed"],
    ["rsa4096", "passed", "passed", "passed"],
    ["rsa-pss", "passed", "unproven", "unproven"],
    ["rsa-pss-key", "passed", "unproven", "unproven"],
  ];
  it.each(accepted)(
    "passes with %s, for an artifact by bytes (%s), by two digests (%s) and by one (%s)",
    async (algorithm, byBytes, byTwo, byOne) => {
      const signer = signingKey(algorithm);
      const bundle = await here().keySigned(signer, { artifact });
      const outcomes = [{ bytes: artifact, ...digests }, digests, { sha256: digests.sha256 }].map((given) =>
        judge(bundle, [signer], { artifact: given }),
      );
      expect(outcomes[0]).toBe(byBytes);
      expect(outcomes[1]).toContain(byTwo);
      expect(outcomes[2]).toContain(byOne);
      const broken = edited(bundle, "messageSignature.signature", (value) => flipped(value, 9));
      for (const given of [{ bytes: artifact, ...digests }, digests]) {
        expect(judge(broken, [signer], { artifact: given })).not.toBe("passed");
      }
    },
  );

  it.each(accepted.map(([algorithm]) => algorithm).filter((algorithm) => algorithm !== "ed25519ph"))(
    "passes with %s for a statement, and fails for another",
    async (algorithm) => {
      const signer = signingKey(algorithm);
      const bundle = await here().keySigned(signer, { statement });
      expect(judge(bundle, [signer])).toBe("passed");
      const other = edited(bundle, "dsseEnvelope.payload", () => Buffer.from("{}").toString("base64"));
      expect(judge(other, [signer])).toMatch(/^signature failed/);
    },
  );

  it.each(["rsa1024", "secp256k1"] as const)("fails with %s, however right the signature is", async (algorithm) => {
    const signer = signingKey(algorithm);
    expect(judge(await here().keySigned(signer, { statement }), [signer])).toMatch(
      /^certificate failed: .*cannot be used/,
    );
  });

  it("tells the key, and no time where nobody vouches for one", async () => {
    const verdict = judgeIn(here(), await here().keySigned(key, { statement }), {
      keys: [{ id: "release", publicKey: key.publicKey }],
    });
    expect(verdict).toMatchObject({
      outcome: "passed",
      signer: { kind: "key", id: "release", fingerprint: key.fingerprint },
      times: [],
    });
  });

  it("tells the times of log and timestamp authority", async () => {
    const bundle = await here().keySigned(key, { statement }, { log: "v1", timestamps: 1 });
    expect(judgeIn(here(), bundle, { keys: [{ id: "release", publicKey: key.publicKey }] })).toMatchObject({
      outcome: "passed",
      times: [
        { at: here().at, by: "log", domain: "pinned" },
        { at: here().at, by: "timestamp-authority", domain: "pinned" },
      ],
    });
  });

  it("is found among several keys, by its hint or without one", async () => {
    const keys = [stranger, key];
    expect(judge(await here().keySigned(key, { statement }), keys)).toBe("passed");
    expect(judge(await here().keySigned(key, { statement }, { hint: "" }), keys)).toBe("passed");
    expect(judge(await here().keySigned(key, { statement }, { hint: key.fingerprint }), keys)).toBe("passed");
    expect(judge(await here().keySigned(key, { statement }, { hint: "key-1" }), keys)).toBe("passed");
  });

  it("fails with the hint of another key, of a key that does not count, or with none that counts", async () => {
    const bundle = await here().keySigned(key, { statement }, { hint: stranger.hint });
    expect(judge(bundle, [key, stranger])).toMatch(/^signature failed/);
    expect(judge(bundle, [key])).toMatch(/^certificate failed: No key that counts/);
    expect(judge(await here().keySigned(key, { statement }), [stranger])).toMatch(/^certificate failed/);
    expect(judge(await here().keySigned(key, { statement }), [])).toMatch(
      /^certificate failed: It is signed by a bare key/,
    );
  });

  const material = "verificationMaterial";
  it.each([
    ["log entry's promise", `${material}.tlogEntries.0.inclusionPromise.signedEntryTimestamp`, /^log failed/],
    ["log entry's body", `${material}.tlogEntries.0.canonicalizedBody`, /^log failed/],
    ["timestamp", `${material}.timestampVerificationData.rfc3161Timestamps.0.signedTimestamp`, /^timestamp failed/],
  ])("fails with a broken %s, which nothing demands", async (_, path, words) => {
    const bundle = await here().keySigned(key, { statement }, { log: "v1", timestamps: 1 });
    // The last bytes of each are covered by a signature, or are one; not so all of what is around a timestamp.
    const broken = edited(bundle, path, (value) => flipped(value, Buffer.from(String(value), "base64").length - 9));
    expect(judge(broken)).toMatch(words);
  });

  it("is unproven with log entries or timestamps that no root can check", async () => {
    const bundle = await here().keySigned(key, { statement }, { timestamps: 1 });
    expect(judge(bundle, [key], { domains: [] })).toMatch(/^trust-root unproven/);
    expect(judge(bundle, [key], { domains: ["public-good"] })).toMatch(/^timestamp failed/);
    // Each is asked alone; the one whose authority it is decides.
    expect(judge(bundle, [key], { domains: ["public-good", "pinned"] })).toBe("passed");
  });

  it.each(["v1", "v2"] as const)("fails when its log entry (%s) keeps somebody else's key for it", async (log) => {
    const forged = { ...key, publicKey: stranger.publicKey };
    expect(judge(await here().keySigned(forged, { statement }, { log }))).toMatch(/^log failed: .*somebody else/);
    expect(judge(await here().keySigned(forged, { artifact }, { log }), [key], { artifact: digests })).toMatch(
      /^log failed: .*somebody else/,
    );
    expect(judge(await here().keySigned(key, { statement }, { log }))).toBe("passed");
  });

  it("fails with the log entry of a certificate's bundle", async () => {
    const foreign = await here().keyless({ statement });
    let entries: Parameters<Parameters<typeof edited>[2]>[0] = null;
    edited(foreign, `${material}.tlogEntries`, (value) => {
      entries = value;
      return value;
    });
    const bundle = edited(await here().keySigned(key, { statement }), `${material}.tlogEntries`, () => entries);
    expect(judge(bundle)).toMatch(/^log failed/);
  });
});

describe("a bare envelope", () => {
  it("passes by a key alone, whatever it calls that key", () => {
    expect(judge(signedEnvelope(key, statement), [stranger, key])).toBe("passed");
    expect(judge(signedEnvelope(key, statement, { keyid: "of another tool" }), [key])).toBe("passed");
  });

  it("fails without a key, with another key, with a changed type and with two signatures", () => {
    const envelope = signedEnvelope(key, statement);
    expect(judge(envelope, [])).toMatch(/^certificate failed/);
    expect(judge(envelope, [stranger])).toMatch(/^signature failed/);
    expect(judge(edited(envelope, "payloadType", () => "text/plain"))).toMatch(/^signature failed/);
    const doubled = edited(envelope, "signatures", (list) => (Array.isArray(list) ? [...list, ...list] : list));
    expect(judge(doubled)).toMatch(/^bundle failed: .*2 signatures/);
  });
});
