import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { CommitSignature } from "../../../src/core/attestation.ts";
import { type ClosableVerifier, sigstoreVerifier } from "../../../src/sigstore/verifier.ts";
import { entryText } from "../../formats/attestations/registry-text.ts";
import { statementOf } from "../../support/build-statements.ts";
import { signingKey } from "../../support/signing-keys.ts";
import { type SigningWorld, signingWorld, workflowCommit } from "../../support/signing-world.ts";
import { type Change, gateOf, rulesOf } from "./support.ts";

let world: SigningWorld;
let verifier: ClosableVerifier;
let gate: ReturnType<typeof gateOf>;
beforeAll(async () => {
  world = await signingWorld();
  verifier = sigstoreVerifier();
  gate = gateOf(world, verifier);
});
afterAll(() => verifier.close());

const key = signingKey();
const dayMs = 24 * 60 * 60_000;
const registry = ".github/attestation-keys.yml";

/** A registry whose one key began so many days before the world signs. */
function registryOf(daysBefore: number, ...more: readonly string[]): string {
  const from = new Date(world.at - daysBefore * dayMs).toISOString().replace(".000Z", "Z");
  const until = new Date(world.at + 400 * dayMs).toISOString().replace(".000Z", "Z");
  const written = { pem: key.publicKey, fingerprint: key.fingerprint };
  return `keys:\n${entryText({ id: "release-1", key: written, from, until, more })}\n`;
}

const settings = { modules: [{ name: "a", subjects: ["a.whl"], signer: { keys: ["release"] } }] };

async function signedByKey(keys: string, log: "v1" | "none" = "v1"): Promise<Change> {
  const bundle = await world.keySigned(key, { statement: statementOf("a") }, { log });
  return { built: { "a.whl": "a" }, kept: { a: [bundle] }, base: { [registry]: keys }, head: { [registry]: keys } };
}

describe("attestations by keys", () => {
  it.each([
    [0, "passed", []],
    [79, "passed", []],
    [80, "passed", ["key-due"]],
    [89, "passed", ["key-due"]],
  ] as const)("count on day %i", async (days, outcome, notes) => {
    const ruling = await gate.ruling(await signedByKey(registryOf(days)), settings);
    expect([ruling.outcome, ruling.notes.map(({ rule }) => rule)]).toEqual([outcome, notes]);
    expect(ruling.tables?.[0]?.rows[0]?.[7]).toBe(`${days} days`);
  });

  it.each([
    ["on day 90", () => registryOf(90)],
    ["before their time", () => registryOf(-1)],
    [
      "of a key that was revoked",
      () => registryOf(5, `revoked: { at: "${new Date(world.at - dayMs).toISOString()}", reason: superseded }`),
    ],
    [
      "of a key that was stolen",
      () => registryOf(5, `revoked: { at: "${new Date(world.at + dayMs).toISOString()}", reason: compromise }`),
    ],
  ])("fail %s, on the line of the registry", async (_name, keys) => {
    const ruling = await gate.ruling(await signedByKey(keys()), settings);
    expect(ruling).toMatchObject({ findings: [{ rule: "key-not-valid", at: { path: registry, firstLine: 2 } }] });
  });

  it("are unproven where nobody vouches for the time", async () => {
    const judged = await gate.judge(await signedByKey(registryOf(5), "none"), settings);
    expect(judged).toMatchObject({ kind: "unavailable", because: expect.stringMatching(/Nobody vouches for when/) });
  });

  it("are unproven without a registry, and with a broken one, which no change brings along", async () => {
    const change = await signedByKey(registryOf(5));
    const missing = await gate.judge({ ...change, base: {} }, settings);
    expect(missing).toMatchObject({ kind: "unavailable", because: expect.stringMatching(/is not on the base/) });
    const broken = await gate.judge({ ...change, base: { [registry]: "keys: 7\n" } }, settings);
    expect(broken).toMatchObject({ kind: "unavailable", because: expect.stringMatching(/cannot be read: line 1/) });
  });

  it("of something else than a build have no source, and the row says so", async () => {
    const statement = { ...statementOf("a", { predicateType: "https://spdx.dev/Document" }), predicate: {} };
    const bundle = await world.keySigned(key, { statement }, { log: "v1" });
    const change = { ...(await signedByKey(registryOf(5))), kept: { a: [bundle] } };
    const types = { "predicate-types": ["https://spdx.dev/Document"], "minimum-level": 0 };
    const ruling = await gate.ruling(change, { modules: [{ ...settings.modules[0], ...types }] });
    expect([ruling.outcome, ruling.tables?.[0]?.rows[0]?.[5]]).toEqual(["passed", "source not asked"]);
  });

  it("reach the level that the registry asserts, and no other", async () => {
    const builder = (id: string) => `builder: { id: "${id}", level: 2 }`;
    const own = "https://github.com/acme/widgets/.github/workflows/release.yml@refs/heads/main";
    const asked = { ...settings, "minimum-level": 2 };
    expect(await gate.ruling(await signedByKey(registryOf(5, builder(own))), asked)).toMatchObject({
      outcome: "passed",
    });
    expect(rulesOf(await gate.ruling(await signedByKey(registryOf(5, builder("https://ci.example"))), asked))).toEqual([
      "level-too-low",
    ]);
    expect(rulesOf(await gate.ruling(await signedByKey(registryOf(5)), asked))).toEqual(["level-too-low"]);
  });
});

describe("commits", () => {
  const good: CommitSignature = {
    commit: workflowCommit,
    verified: true,
    reason: "valid",
    kind: "ssh",
    login: "mallory",
  };

  async function judge(commits: readonly CommitSignature[], rule: object) {
    const change = {
      built: { "a.whl": "a" },
      kept: { a: [await world.keyless({ statement: statementOf("a") })] },
      commits,
    };
    return gate.judge(change, { modules: [{ name: "a", subjects: ["a.whl"] }], commits: rule });
  }

  it.each([
    ["are signed", [good], {}, "passed", undefined],
    [
      "are not signed",
      [good, { ...good, verified: false, reason: "unsigned", kind: "none" }],
      {},
      "failed",
      /is not signed: unsigned/,
    ],
    [
      "are called verified for another reason",
      [{ ...good, reason: "unknown_key" }],
      {},
      "failed",
      /GitHub does not verify: unknown_key/,
    ],
    ["are valid and not verified", [{ ...good, verified: false }], {}, "failed", /does not verify/],
    ["are signed in another way", [good], { kinds: ["gpg"] }, "failed", /signed by ssh, and has to be by gpg/],
    ["are of somebody else", [good], { logins: ["alice"] }, "failed", /was made by mallory, who is not among/],
    ["are of nobody", [{ ...good, login: undefined }], { logins: ["alice"] }, "failed", /nobody whom GitHub knows/],
    ["are of whom they have to be", [good], { logins: ["mallory"], kinds: ["ssh"] }, "passed", undefined],
  ] as const)("that %s", async (_name, commits, rule, outcome, said) => {
    const judged = await judge(commits, rule);
    if (judged.kind !== "ruling") throw new Error(judged.because);
    expect(judged.ruling.outcome).toBe(outcome);
    const [finding] = judged.ruling.outcome === "failed" ? judged.ruling.findings : [];
    expect(finding?.rule).toBe(outcome === "failed" ? "commit-not-verified" : undefined);
    if (said !== undefined) expect(finding?.what).toMatch(said);
  });

  it("are unproven where GitHub cannot tell, or lists none", async () => {
    const open = await judge([{ ...good, verified: false, reason: "gpgverify_unavailable" }], {});
    expect(open).toMatchObject({ kind: "unavailable", because: expect.stringMatching(/cannot tell/) });
    expect(await judge([], {})).toMatchObject({ kind: "unavailable", because: expect.stringMatching(/cut short/) });
  });
});
