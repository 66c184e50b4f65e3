import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { edited } from "../support/edit-bundle.ts";
import {
  type KeylessOptions,
  type SigningWorld,
  signingWorld,
  workflowClaims,
  workflowCommit,
  workflowIdentity,
} from "../support/signing-world.ts";
import { end, judgeIn } from "./judge.ts";

let [world, other]: SigningWorld[] = [];
beforeAll(async () => {
  [world, other] = [await signingWorld(), await signingWorld()];
});

function here(): SigningWorld {
  if (world === undefined) throw new Error("There is no world.");
  return world;
}

function elsewhere(): SigningWorld {
  if (other === undefined) throw new Error("There is no other world.");
  return other;
}

const statement = { _type: "https://in-toto.io/Statement/v1", subject: [] };
const artifact = Buffer.from("an artifact");
const sha256 = createHash("sha256").update(artifact).digest("hex");
const minute = 60_000;

describe("what a certificate has signed", () => {
  it.each<[string, KeylessOptions]>([
    ["version 0.1", { version: "0.1" }],
    ["version 0.2", { version: "0.2" }],
    ["version 0.3 by its first name", { version: "0.3-old" }],
    ["version 0.3", {}],
    ["a log's entry and a timestamp", { timestamps: 1 }],
    ["an entry of Rekor v2, and a timestamp", { log: "v2" }],
  ])("passes: %s", async (_, options) => {
    for (const content of [{ statement }, { artifact }]) {
      const bundle = await here().keyless(content, options);
      expect(end(judgeIn(here(), bundle, { artifact: { bytes: artifact, sha256 } }))).toBe("passed");
    }
  });

  it("tells who signed what, and when", async () => {
    const verdict = judgeIn(here(), await here().keyless({ statement }, { timestamps: 1, at: here().at + 5_000 }));
    expect(verdict).toMatchObject({
      outcome: "passed",
      signer: { kind: "certificate", domain: "pinned", identity: workflowIdentity, claims: workflowClaims },
      times: [
        { at: here().at + 5_000, by: "log", domain: "pinned" },
        { at: here().at + 5_000, by: "timestamp-authority", domain: "pinned" },
      ],
    });
    if (verdict.outcome !== "passed" || verdict.signed.kind !== "payload") throw new Error("It did not pass.");
    expect(JSON.parse(Buffer.from(verdict.signed.payload).toString())).toEqual(statement);
  });

  it("passes from the artifact's SHA-256 alone", async () => {
    const bundle = await here().keyless({ artifact });
    expect(judgeIn(here(), bundle, { artifact: { sha256 } })).toMatchObject({
      outcome: "passed",
      signed: { kind: "artifact" },
    });
  });

  const material = "verificationMaterial";
  const cases: readonly [string, KeylessOptions, (bundle: Uint8Array) => Uint8Array, RegExp][] = [
    ["no entry in a log that must have one", { log: "none" }, same, /^log failed: It has 0 entries/],
    ["its log entry removed", {}, (b) => edited(b, `${material}.tlogEntries`, () => []), /^log failed/],
    ["no promise of the certificate log", { sct: false }, same, /^certificate failed: .*no promise/],
    ["no time", { log: "v2", timestamps: 0 }, same, /^timestamp failed: Nothing says when/],
    [
      "a timestamp twice",
      { log: "v2", timestamps: 1 },
      (b) => twice(b, `${material}.timestampVerificationData.rfc3161Timestamps`),
      /^timestamp failed.*duplicate/,
    ],
    ["a log entry twice", {}, (b) => twice(b, `${material}.tlogEntries`), /failed: .*duplicate/],
    ["another statement in it", {}, (b) => edited(b, "dsseEnvelope.payload", () => base64("{}")), /^log failed/],
    [
      "another type of payload",
      {},
      (b) => edited(b, "dsseEnvelope.payloadType", () => "text/plain"),
      /^signature failed/,
    ],
    [
      "a type that no log keeps",
      {},
      (b) => edited(b, `${material}.tlogEntries.0.kindVersion.kind`, () => "rpm"),
      /^log failed: .*unknown/,
    ],
    [
      "a negative index",
      {},
      (b) => edited(b, `${material}.tlogEntries.0.logIndex`, () => "-1"),
      /^bundle failed: .*logIndex/,
    ],
    [
      "a certificate cut short",
      {},
      (b) => edited(b, `${material}.certificate.rawBytes`, (v) => String(v).slice(0, 400)),
      /^certificate failed/,
    ],
    [
      "a key's hint for the certificate",
      {},
      (b) =>
        edited(
          edited(b, `${material}.certificate`, () => undefined),
          `${material}.publicKey`,
          () => ({ hint: "" }),
        ),
      /^certificate failed: It is signed by a bare key/,
    ],
    [
      "certificate and key at once",
      {},
      (b) => edited(b, `${material}.publicKey`, () => ({ hint: "" })),
      /^bundle failed: .*one of them alone/,
    ],
  ];
  it.each(cases)("fails with %s", async (_, options, change, words) => {
    const bundle = await here().keyless({ statement }, options);
    expect(end(judgeIn(here(), change(bundle)))).toMatch(words);
  });

  it("fails with another index of an entry whose index nobody promises", async () => {
    const bundle = await here().keyless({ statement }, { log: "v2" });
    expect(
      end(
        judgeIn(
          here(),
          edited(bundle, `${material}.tlogEntries.0.logIndex`, () => "7"),
        ),
      ),
    ).toMatch(/^log failed: .*index/);
  });

  it("fails under the root of others", async () => {
    const bundle = await elsewhere().keyless({ statement });
    expect(end(judgeIn(here(), bundle))).toMatch(/^trust-root unproven: .*"sigstore.mock"/);
  });

  it.each([
    ["certificate", "verificationMaterial.certificate", /^(trust-root|log)/],
    ["log entry", "verificationMaterial.tlogEntries.0", /^log failed/],
    ["signature", "dsseEnvelope.signatures.0.sig", /^log failed/],
  ])("fails with the %s of another good bundle", async (_, path, words) => {
    const [one, two] = [
      await here().keyless({ statement }),
      await here().keyless({ statement: { ...statement, other: 1 } }),
    ];
    let taken: Parameters<Parameters<typeof edited>[2]>[0] = null;
    edited(two, path, (value) => {
      taken = value;
      return value;
    });
    expect(
      end(
        judgeIn(
          here(),
          edited(one, path, () => taken),
        ),
      ),
    ).toMatch(words);
  });

  it("fails with the timestamp of something else", async () => {
    const bundle = await here().keyless({ statement }, { log: "v2" });
    const stamp = (await here().timestamp(Buffer.from("else"))).toString("base64");
    const path = "verificationMaterial.timestampVerificationData.rfc3161Timestamps.0.signedTimestamp";
    expect(
      end(
        judgeIn(
          here(),
          edited(bundle, path, () => stamp),
        ),
      ),
    ).toMatch(/^timestamp failed/);
  });

  it("fails when one of two timestamps is from when the certificate was not valid", async () => {
    const bundle = await here().keyless({ statement }, { timestamps: 1 });
    let signature = "";
    edited(bundle, "dsseEnvelope.signatures.0.sig", (value) => {
      signature = String(value);
      return value;
    });
    const late = await here().timestamp(Buffer.from(signature, "base64"), here().at + 30 * minute);
    const path = "verificationMaterial.timestampVerificationData.rfc3161Timestamps";
    const both = edited(bundle, path, (list) => [
      ...(Array.isArray(list) ? list : []),
      { signedTimestamp: late.toString("base64") },
    ]);
    expect(end(judgeIn(here(), both, { now: here().at + 60 * minute }))).toMatch(
      /^certificate failed: The certificate was valid from .* to .*, and it is said to have signed at /,
    );
  });

  it.each([
    [5 * minute, "passed"],
    [5 * minute + 1_000, "timestamp failed"],
  ])("takes a time that is %d ms ahead: %s", async (ahead, expected) => {
    const bundle = await here().keyless({ statement });
    expect(end(judgeIn(here(), bundle, { now: here().at - ahead }))).toContain(expected);
  });

  it("is unproven without the artifact that it signs, and fails for another one", async () => {
    const bundle = await here().keyless({ artifact });
    expect(end(judgeIn(here(), bundle))).toMatch(/^signature unproven: .*artifact/);
    expect(end(judgeIn(here(), bundle, { artifact: { sha256: "0".repeat(64) } }))).toMatch(
      /^signature failed: It signs another artifact/,
    );
    expect(end(judgeIn(here(), bundle, { artifact: { sha256: "0".repeat(62) } }))).toMatch(
      /^signature failed: .*length/,
    );
    const bytes = Buffer.from("other bytes");
    expect(end(judgeIn(here(), bundle, { artifact: { bytes, sha256 } }))).toMatch(
      /^signature failed: .*bytes do not have/,
    );
  });

  it("is unproven under a root that cannot be read, or that says not since when it counts", async () => {
    const bundle = await here().keyless({ statement });
    const pinnedRoot = edited(here().trustedRoot, "tlogs.0.publicKey.validFor.start", () => undefined);
    expect(end(judgeIn(here(), bundle, { pinnedRoot }))).toMatch(/^trust-root unproven: .*validFor.start/);
    expect(end(judgeIn(here(), bundle, { pinnedRoot: Buffer.from("{") }))).toMatch(/^trust-root unproven: .*not JSON/);
  });

  it("wants of a pinned root's bundles what that root lists", async () => {
    const withoutLogs = edited(
      edited(here().trustedRoot, "tlogs", () => []),
      "ctlogs",
      () => [],
    );
    const bundle = await here().keyless({ statement }, { log: "none", sct: false });
    expect(end(judgeIn(here(), bundle, { pinnedRoot: withoutLogs }))).toBe("passed");
    expect(end(judgeIn(here(), bundle))).not.toBe("passed");
  });

  it.each([0, -1_000])("takes an entry of Rekor v2 up to the end of its log: %d ms", async (offset) => {
    const bundle = await here().keyless({ statement }, { log: "v2" });
    const until = new Date(here().at + offset).toISOString();
    const pinnedRoot = edited(here().trustedRoot, "tlogs.0.publicKey.validFor.end", () => until);
    expect(end(judgeIn(here(), bundle, { pinnedRoot }))).toMatch(
      offset === 0 ? /^passed/ : /^log failed: Its log did not count/,
    );
  });

  it("is not touched by text in messages that nobody asked for", async () => {
    const bundle = edited(await here().keyless({ statement }), "mediaType", () => "\u001b[31m|evil\n".repeat(40));
    const detail = end(judgeIn(here(), bundle));
    expect(detail).toMatch(/^bundle failed/);
    expect(detail).not.toMatch(/\p{Cc}/u);
    expect(detail.length).toBeLessThan(1_000);
  });
});

describe("a certificate's extensions", () => {
  const extension = (oid: string, value: string, legacy = true) => ({
    oid: `1.3.6.1.4.1.57264.1.${oid}`,
    value,
    legacy,
  });
  it.each<[string, KeylessOptions, RegExp]>([
    [
      "a claim that stands twice",
      { extensions: [extension("14", "refs/heads/evil", false)] },
      /57264\.1\.14 is not there exactly once/,
    ],
    [
      "a claim without its DER",
      { claims: { buildTrigger: undefined }, extensions: [extension("20", "push")] },
      /57264\.1\.20/,
    ],
    [
      "a claim of another kind of text",
      { claims: { buildTrigger: undefined }, extensions: [extension("20", "\u0013\u0004push")] },
      /not a UTF8String/,
    ],
    [
      "a claim with bytes behind it",
      { claims: { buildTrigger: undefined }, extensions: [extension("20", "\u000c\u0004pushed")] },
      /57264\.1\.20/,
    ],
    ["an empty claim", { claims: { buildTrigger: "" } }, /57264\.1\.20 is empty/],
    ["a claim with a line break", { claims: { buildTrigger: "push\nmore" } }, /control characters/],
    ["an old issuer that disagrees", { extensions: [extension("1", "https://evil.example")] }, /disagrees/],
    ["an old commit that disagrees", { extensions: [extension("3", "0".repeat(40))] }, /disagrees/],
    ["an old repository that disagrees", { extensions: [extension("5", "acme/other")] }, /disagrees/],
    [
      "a second list of names",
      { extensions: [{ oid: "2.5.29.17", value: "0\u0003\u0081\u0001a", legacy: true }] },
      /2\.5\.29\.17 is not there exactly once/,
    ],
  ])("refuse %s", async (_, options, words) => {
    const verdict = end(judgeIn(here(), await here().keyless({ statement }, options)));
    expect(verdict).toMatch(/^certificate failed/);
    expect(verdict).toMatch(words);
  });

  it("take old ones that agree, and alone where there are no new ones", async () => {
    const old = ["1", "2", "3", "5", "6"];
    const values = [
      workflowClaims.issuer,
      "push",
      workflowClaims.sourceRepositoryDigest,
      "acme/widgets",
      "refs/heads/main",
    ];
    const extensions = old.map((oid, index) => extension(oid, values[index] ?? ""));
    expect(end(judgeIn(here(), await here().keyless({ statement }, { extensions })))).toBe("passed");
    const claims = Object.fromEntries(Object.keys(workflowClaims).map((name) => [name, undefined]));
    expect(judgeIn(here(), await here().keyless({ statement }, { claims, extensions }))).toMatchObject({
      outcome: "passed",
      signer: {
        claims: {
          issuer: workflowClaims.issuer,
          buildTrigger: "push",
          sourceRepositoryUri: "https://github.com/acme/widgets",
          sourceRepositoryRef: "refs/heads/main",
          sourceRepositoryDigest: workflowCommit,
          runnerEnvironment: undefined,
        },
      },
    });
  });
});

function same(bundle: Uint8Array): Uint8Array {
  return bundle;
}

function twice(bundle: Uint8Array, path: string): Uint8Array {
  return edited(bundle, path, (list) => (Array.isArray(list) ? [...list, ...list] : list));
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
