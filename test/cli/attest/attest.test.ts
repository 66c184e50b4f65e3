import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { AttestInspectOutput } from "../../../src/cli/attest/inspect-output.ts";
import { AttestVerifyOutput } from "../../../src/cli/attest/verify-output.ts";
import { digestsOf, provenanceV1, statementOf } from "../../support/build-statements.ts";
import { signingKey } from "../../support/signing-keys.ts";
import {
  type SigningWorld,
  signingWorld,
  workflowClaims,
  workflowCommit,
  workflowIdentity,
} from "../../support/signing-world.ts";
import { run } from "../test-terminal.ts";

let directory: string;
let world: SigningWorld;
const key = signingKey();
const file = "what was built";

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-attest-"));
  world = await signingWorld();
  const good = await world.keyless({ statement: statementOf(file) });
  const other = await world.keyless({ statement: statementOf("something else") });
  const bySomebody = await world.keySigned(key, { statement: statementOf(file) });
  write("core.whl", file);
  write("root.json", world.trustedRoot);
  write("damaged-root.json", Buffer.from(world.trustedRoot).toString().replaceAll('"validFor"', '"validNever"'));
  write("good.json", good);
  write("other.json", other);
  write("all.jsonl", [other, good].map((bundle) => Buffer.from(bundle).toString()).join("\n"));
  write("keyed.json", bySomebody);
  write("key.pub", key.publicKey);
  write("key.pem", key.privateKey.export({ type: "pkcs8", format: "pem" }));
  write("weak.pub", signingKey("rsa1024").publicKey);
  write("broken.pub", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
  write("certificate.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  write("signature.json", await world.keyless({ artifact: new TextEncoder().encode(file) }));
});
afterAll(() => rmSync(directory, { recursive: true }));

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(directory, name), content);
}

const who = ["--identity", workflowIdentity, "--issuer", workflowClaims.issuer, "--trusted-root", "root.json"];

function verify(artifact: string, bundle: string, ...options: readonly string[]) {
  return run(["attest", "verify", artifact, "--bundle", bundle, ...options], { cwd: directory });
}

async function json(artifact: string, bundle: string, ...options: readonly string[]) {
  const { code, out } = await verify(artifact, bundle, ...options, "--format", "json");
  return { code, output: AttestVerifyOutput.parse(JSON.parse(out)) };
}

describe("lanekeeper attest verify", () => {
  it("ends with 0 when all holds, and says of each step how it went", async () => {
    const { code, output } = await json(
      "core.whl",
      "good.json",
      ...who,
      "--repo",
      "acme/widgets",
      "--commit",
      workflowCommit,
    );
    expect([code, output.outcome]).toEqual([0, "passed"]);
    const [bundle] = output.bundles;
    expect(bundle?.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      ...["bundle", "trust-root", "certificate", "log"].map((step) => `${step} passed`),
      expect.stringMatching(/^timestamp /),
      ...["signature", "statement", "subject", "identity"].map((step) => `${step} passed`),
      "predicate-type not-asked",
      "consistency passed",
      "source passed",
      ...["builder", "key", "level"].map((step) => `${step} not-asked`),
    ]);
    expect(bundle).toMatchObject({
      signer: { kind: "certificate", identity: workflowIdentity },
      predicateType: "https://slsa.dev/provenance/v1",
      level: { level: 2 },
    });
  });

  it("prints the same for a person", async () => {
    const { code, out, err } = await verify("core.whl", "good.json", ...who);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^core\.whl\n\nBundle sha256:[0-9a-f]{64}\n/);
    expect(out).toMatch(/✓ +subject +passed +core\.whl is subject 1 of 1: sha256:/);
    expect(out).toMatch(
      /✓ core\.whl was signed by https:\/\/github\.com\/acme\/widgets\/.*\n +It is attested: https:\/\/slsa\.dev\/provenance\/v1\./,
    );
  });

  it.each([
    ["a digest in place of the file", () => verify(`sha256:${digestsOf(file).sha256}`, "good.json", ...who), 0],
    ["a digest of a longer hash", () => verify(`sha512:${digestsOf(file).sha512}`, "good.json", ...who), 1],
    ["a signature of the file itself", () => verify("core.whl", "signature.json", ...who), 0],
    ["the same by its digest", () => verify(`sha256:${digestsOf(file).sha256}`, "signature.json", ...who), 0],
    ["a key", () => verify("core.whl", "keyed.json", "--key", "key.pub"), 0],
    ["one of several bundles", () => verify("core.whl", "all.jsonl", ...who), 0],
    ["one of several files of bundles", () => verify("core.whl", "good.json", "--bundle", "other.json", ...who), 0],
    ["the same the other way around", () => verify("core.whl", "other.json", "--bundle", "good.json", ...who), 0],
    ["a file that is no bundle beside it", () => verify("core.whl", "good.json", "--bundle", "core.whl", ...who), 0],
    ["no bundle that can be read", () => verify("core.whl", "core.whl", "--bundle", "key.pub", ...who), 1],
    ["another file's bundle", () => verify("core.whl", "other.json", ...who), 1],
    [
      "a pattern that fits",
      () => verify("core.whl", "good.json", "--identity-pattern", "https://github.com/acme/widgets/*", ...who.slice(2)),
      0,
    ],
    [
      "a pattern that fits a part",
      () =>
        verify("core.whl", "good.json", "--identity-pattern", "https://github.com/acme/widgets/*.yml", ...who.slice(2)),
      1,
    ],
    [
      "a pattern without its beginning",
      () => verify("core.whl", "good.json", "--identity-pattern", "github.com/acme/widgets/*", ...who.slice(2)),
      2,
    ],
    ["the roots that are built in", () => verify("core.whl", "good.json", ...who.slice(0, 4)), 1],
    [
      "a certificate where a key is asked for",
      () => verify("core.whl", "good.json", "--key", "key.pub", "--trusted-root", "root.json"),
      1,
    ],
    ["a key where a certificate is asked for", () => verify("core.whl", "keyed.json", ...who), 1],
    ["another type", () => verify("core.whl", "good.json", ...who, "--type", "https://spdx.dev/Document"), 1],
    ["another repository", () => verify("core.whl", "good.json", ...who, "--repo", "acme/other"), 1],
    ["another ref", () => verify("core.whl", "good.json", ...who, "--ref", "refs/tags/v1"), 1],
    ["another commit", () => verify("core.whl", "good.json", ...who, "--commit", "1".repeat(40)), 1],
    ["another builder", () => verify("core.whl", "good.json", ...who, "--builder", "https://ci.acme.example"), 1],
    ["a level that is shown", () => verify("core.whl", "good.json", ...who, "--level", "2"), 0],
    ["a level that is not", () => verify("core.whl", "good.json", ...who, "--level", "3"), 1],
  ])("with %s", async (_name, verifying, code) => {
    expect((await verifying()).code).toBe(code);
  });

  it.each([
    ["nobody who must have signed", [], /Say in one way who must have signed/],
    ["two who must have", ["--identity", "a", "--key", "key.pub"], /Say in one way/],
    ["an identity without its issuer", ["--identity", workflowIdentity], /name it with --issuer/],
    [
      "a regular expression",
      ["--identity-pattern", "^https://github.com/acme/.*$", "--issuer", "x"],
      /no regular expression/,
    ],
    ["a pattern for anybody", ["--identity-pattern", "*", "--issuer", "x"], /have to be written out/],
    [
      "a pattern for anybody on GitHub",
      ["--identity-pattern", "https://github.com/*", "--issuer", "x"],
      /have to be written out before the first/,
    ],
    ["a key with an issuer", ["--key", "key.pub", "--issuer", "x"], /no issuer/],
    ["a key that is none", ["--key", "core.whl"], /one public key as PEM/],
    ["a private key", ["--key", "key.pem"], /this is a private one\. Keep it to yourself/],
    ["a certificate for a key", ["--key", "certificate.pem"], /a certificate\. Say with --identity and --issuer/],
    ["a key that cannot be read", ["--key", "broken.pub"], /holds a key that cannot be used/],
    ["a key that is too weak", ["--key", "weak.pub"], /1024 bits, and needs 2048/],
    ["a key that is not there", ["--key", "none.pub"], /"none\.pub" of --key is not there/],
    ["a key that is a folder", ["--key", "."], /is a folder/],
    ["an empty type", [...who, "--type", ""], /--type is empty/],
    ["an empty builder", [...who, "--builder", ""], /--builder is empty/],
    ["an empty repository", [...who, "--repo", ""], /--repo is empty/],
    ["a repository with a slash behind it", [...who, "--repo", "acme/widgets/"], /Write a repository as/],
    ["a repository's address for git", [...who, "--repo", "git@github.com:acme/widgets"], /Write a repository as/],
    ["a root that is none", [...who.slice(0, 4), "--trusted-root", "good.json"], /no trusted root/],
    ["a short commit", [...who, "--commit", "abc"], /whole commit/],
    ["a short ref", [...who, "--ref", "main"], /whole ref/],
    ["a root that is not there", [...who.slice(0, 4), "--trusted-root", "none.json"], /is not there/],
  ])("ends with 2 for %s", async (_name, options, said) => {
    const { code, out, err } = await verify("core.whl", "good.json", ...options);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(said);
  });

  it("ends with 1 for a trusted root that is damaged: nothing holds against it", async () => {
    const options = [...who.slice(0, 4), "--trusted-root", "damaged-root.json"];
    const { code, out } = await verify("core.whl", "good.json", ...options);
    expect(code).toBe(1);
    expect(out).toMatch(/trust-root +unproven +The pinned trust root cannot be used/);
  });

  it.each(["sha256:abc", `sha256:${"A".repeat(64)}`, "no-such-file"])(
    "ends with 2 for the artifact %s",
    async (artifact) => {
      expect((await verify(artifact, "good.json", ...who)).code).toBe(2);
    },
  );

  it("tells of when the built-in roots are, and nothing of that with a root of one's own", async () => {
    const { output } = await json("core.whl", "good.json", ...who.slice(0, 4));
    expect(output.roots.map(({ domain }) => domain)).toEqual(["public-good", "github"]);
    expect((await verify("core.whl", "good.json", ...who.slice(0, 4))).out).toMatch(/public-good of 20\d\d-\d\d-\d\d/);
    expect((await json("core.whl", "good.json", ...who)).output.roots).toEqual([]);
  });

  it("says that upper and lower case count, and that a workflow's identity has a ref", async () => {
    const { out } = await verify("core.whl", "good.json", ...who, "--repo", "Acme/Widgets");
    expect(out).toMatch(
      /has to be https:\/\/github\.com\/Acme\/Widgets, and is .*acme\/widgets\. Upper and lower case count/,
    );
    const bare = ["--identity", workflowIdentity.split("@")[0] ?? "", ...who.slice(2)];
    expect((await verify("core.whl", "good.json", ...bare)).out).toMatch(/has its ref behind an @/);
  });

  it("does not say that a digest differs from one of another kind", async () => {
    const { out } = await verify(`sha512:${digestsOf(file).sha512}`, "good.json", ...who);
    expect(out).toMatch(/The attestation has no sha512 to compare\. Attested is core\.whl sha256:/);
  });

  it("refuses a bundle of 500 MB unread", async () => {
    write("huge.json", "");
    truncateSync(join(directory, "huge.json"), 500_000_000);
    const { code, output } = await json("core.whl", "huge.json", ...who);
    expect([code, output.refused]).toEqual([
      1,
      expect.stringMatching(/huge\.json cannot be read as bundles: it has more than 16777216 bytes/),
    ]);
  });

  it("reads no more than it takes of a file that never ends", async () => {
    const { code, output } = await json("core.whl", "/dev/zero", ...who);
    expect([code, output.refused]).toEqual([1, expect.stringMatching(/more than 16777216 bytes/)]);
    expect((await verify("core.whl", "good.json", "--key", "/dev/zero")).code).toBe(2);
  });

  it.each([
    ["an empty file", "", /it is empty/],
    ["an empty list of attestations", '{"attestations": []}', /list of attestations is empty/],
  ])("does not pass %s", async (_name, text, said) => {
    write("some.json", text);
    const { code, output } = await json("core.whl", "some.json", ...who);
    expect([code, output.outcome, output.refused]).toEqual([1, "failed", expect.stringMatching(said)]);
  });

  it("says of a statement that nobody has signed it", async () => {
    write("bare.json", JSON.stringify(statementOf(file)));
    const { code, out } = await verify("core.whl", "bare.json", ...who);
    expect([code, out]).toEqual([1, expect.stringMatching(/it is a statement that nobody has signed/)]);
  });
});

describe("lanekeeper attest inspect", () => {
  it("shows what is claimed, and that nothing is verified", async () => {
    const forged = statementOf(file, { predicate: provenanceV1({ builder: "https://nobody.example" }) });
    write(
      "claims.jsonl",
      [
        JSON.stringify({
          payloadType: "application/vnd.in-toto+json",
          payload: Buffer.from(JSON.stringify(forged)).toString("base64"),
          signatures: [{ keyid: "", sig: "AAAA" }],
        }),
        Buffer.from(await world.keyless({ artifact: new Uint8Array(1) })).toString(),
      ].join("\n"),
    );
    const { code, out } = await run(["attest", "inspect", "claims.jsonl"], { cwd: directory });
    expect(code).toBe(0);
    expect(out).toMatch(/builder +https:\/\/nobody\.example/);
    expect(out).toMatch(/! Not verified: anybody can write this\./);
    const read = await run(["attest", "inspect", "claims.jsonl", "--format", "json"], { cwd: directory });
    const output = AttestInspectOutput.parse(JSON.parse(read.out));
    expect(output).toMatchObject({
      verified: false,
      bundles: [{ form: "envelope" }, { form: "bundle 0.3", logEntries: 1 }],
    });
  });

  it("ends with 1 for what cannot be read", async () => {
    write("broken.json", "{}");
    expect((await run(["attest", "inspect", "broken.json"], { cwd: directory })).code).toBe(1);
    expect((await run(["attest", "inspect", "none.json"], { cwd: directory })).code).toBe(2);
  });
});
