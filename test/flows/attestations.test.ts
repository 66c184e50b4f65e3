import { afterEach, describe, expect, it } from "@jest/globals";
import { zipOf } from "../archives/zip-bytes.ts";
import { registryText } from "../formats/attestations/registry-text.ts";
import { statementOf } from "../support/build-statements.ts";
import { edited } from "../support/edit-bundle.ts";
import { signingKey } from "../support/signing-keys.ts";
import { type AttestationStory, module, openAttestationStory } from "./support/attestation-story.ts";
import { ci, textOf } from "./support/gate-story.ts";
import { cleanChange } from "./support/story-files.ts";

let story: AttestationStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const [path, wheel] = ["core-1.0.whl", "what was built"];
const built = { [path]: wheel };
/** Without the marks that keep GitHub from making links of digests. */
const saidBy = (run: Parameters<typeof textOf>[0]) => textOf(run).replaceAll("\u2060", "");
const dayMs = 24 * 60 * 60_000;

describe("a pull request whose workflow builds and attests", () => {
  it("passes by what GitHub keeps, and says by whom, from what and at which level", async () => {
    story = await openAttestationStory({ "minimum-level": 2 });
    const { number, headSha } = await story.world.openPull("change", cleanChange);
    const merge = story.mergeOf(number);
    story.keep(wheel, await story.attest(wheel, merge));
    await story.finishedRun(headSha, built);
    const run = await story.says(headSha, "success");
    expect(saidBy(run)).toMatch(/1 of 1 module attested/);
    const { columns, rows } = await story.table(headSha, "Modules");
    const cell = (name: string) => rows[0]?.[columns.indexOf(name)];
    expect(columns.map((name) => cell(name))).toEqual([
      "✓",
      "core",
      path,
      expect.stringMatching(/^[0-9a-f]{16}…$/),
      `acme/platform/${ci}@refs/pull/${number}/merge`,
      `acme/platform refs/pull/${number}/merge ${merge.commit.slice(0, 12)}`,
      expect.stringMatching(/^L2: the platform vouches/),
      "",
      "verified",
      expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    ]);
    expect(saidBy(run)).toMatch(/\| ✓ \| core \| core-1\.0\.whl \|.*\| L2: .*\| verified \|/);
  });

  it("is stopped by a forged statement, with the step that failed", async () => {
    story = await openAttestationStory({});
    const { number, headSha } = await story.world.openPull("change", cleanChange);
    const honest = await story.attest("something else", story.mergeOf(number));
    const claimed = Buffer.from(JSON.stringify(statementOf(wheel))).toString("base64");
    story.keep(
      wheel,
      edited(honest, "dsseEnvelope.payload", () => claimed),
    );
    await story.finishedRun(headSha, built);
    const run = await story.says(headSha, "failure");
    expect(saidBy(run)).toContain("Rule: `bad-signature`");
    expect(saidBy(run)).toMatch(/not about this signature\. \(DSSE payload hash mismatch\)/);
    expect((await story.table(headSha, "Modules")).rows[0]).toEqual(expect.arrayContaining(["✗", "wrong: log"]));
  });

  it("is stopped by what is true of an older build", async () => {
    story = await openAttestationStory({});
    const { number, headSha: first } = await story.world.openPull("change", cleanChange);
    const older = story.mergeOf(number);
    story.keep(wheel, await story.attest(wheel, older));
    await story.finishedRun(first, built);
    await story.says(first, "success");
    const second = await story.world.push("change", { "core/more.py": "" });
    await story.finishedRun(second, built);
    expect(saidBy(await story.says(second, "failure"))).toContain(`The attested commit ${older.commit} is neither`);
  });

  it("waits for an attestation while the workflow runs, and takes it when it comes", async () => {
    story = await openAttestationStory({});
    const { number, headSha } = await story.world.openPull("change", cleanChange);
    const run = await story.run(headSha, built);
    await story.writes(headSha, "Not attested yet: core. Still running: CI");
    await story.says(headSha, "in_progress");
    story.keep(wheel, await story.attest(wheel, story.mergeOf(number)));
    await run.complete("success");
    await story.says(headSha, "success");
  });

  it("passes for folders alone, whatever else other artifacts hold", async () => {
    story = await openAttestationStory({ modules: ["lukhas/core"] });
    const { number, headSha } = await story.world.openPull("change", cleanChange);
    story.keep(wheel, await story.attest(wheel, story.mergeOf(number)));
    const run = await story.run(headSha, built);
    await run.uploadArtifact("coverage", zipOf([{ name: "coverage.xml", content: "<coverage/>" }]));
    await run.complete("success");
    await story.says(headSha, "success");
  });

  it("is told what the artifact holds where the pattern fits none of it", async () => {
    story = await openAttestationStory({ modules: [{ ...module, subjects: ["dist/core-*.whl"] }] });
    const { headSha } = await story.world.openPull("change", cleanChange);
    await story.finishedRun(headSha, built);
    expect(saidBy(await story.says(headSha, "failure"))).toContain("It holds core-1.0.whl");
  });

  it("is unproven, and blocked, when none has come at the end", async () => {
    story = await openAttestationStory({});
    const { headSha } = await story.world.openPull("change", cleanChange);
    await story.finishedRun(headSha, built);
    const run = await story.says(headSha, "failure");
    expect(saidBy(run)).toMatch(/Unproven/i);
    expect(saidBy(run)).toContain(`core: nothing attests ${path}`);
  });
});

describe("a pull request from a fork, which cannot sign", () => {
  it("is told so", async () => {
    story = await openAttestationStory({});
    const { headSha } = await story.world.openPull("change", cleanChange, { fork: true });
    await story.finishedRun(headSha, built);
    const run = await story.says(headSha, "failure");
    expect(saidBy(run)).toContain("Rule: `fork-cannot-sign`");
    expect(saidBy(run)).toContain("forks: defer");
  });

  it("is left to the merge queue where the policy says so", async () => {
    story = await openAttestationStory({ forks: "defer" });
    const { headSha } = await story.world.openPull("change", cleanChange, { fork: true });
    expect(saidBy(await story.says(headSha, "skipped"))).toContain("merge queue");
  });
});

describe("a key that signs what a pull request builds", () => {
  const signer = { keys: ["release"] };
  const registry = ".github/attestation-keys.yml";

  it.each([
    ["passes while it is young", 30, "success", /verified/],
    ["is refused once it is too old", 91, "failure", /signs no more since .*, when it was 90 days old/],
  ] as const)("%s", async (_name, days, conclusion, said) => {
    const key = signingKey();
    const at = (shift: number) => new Date(Math.floor(Date.now() / 1_000) * 1_000 + shift * dayMs).toISOString();
    const entry = {
      id: "release-1",
      key: { pem: key.publicKey, fingerprint: key.fingerprint },
      from: at(-days),
      until: at(365),
    };
    story = await openAttestationStory({ modules: [{ ...module, signer }] }, { [registry]: registryText(entry) });
    const { authorities, world } = story;
    const { number, headSha } = await world.openPull("change", cleanChange);
    const { commit, ref } = story.mergeOf(number);
    const repository = "https://github.com/acme/platform";
    const source = [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: commit } }];
    const predicate = {
      buildDefinition: {
        buildType: "https://ci.acme.example/v1",
        externalParameters: { source: source[0] },
        resolvedDependencies: source,
      },
      runDetails: { builder: { id: "https://ci.acme.example" } },
    };
    const bundle = await authorities.keySigned(
      key,
      { statement: statementOf(wheel, { predicate }) },
      { timestamps: 1 },
    );
    await story.finishedRun(headSha, { ...built, [`${path}.sigstore.json`]: bundle });
    const run = await story.says(headSha, conclusion);
    expect(saidBy(run)).toMatch(said);
    if (conclusion === "success") return;
    // The key's own line in the registry, which the change leaves as it is.
    expect(run.annotations).toEqual([expect.objectContaining({ path: registry, start_line: 2 })]);
  });
});
