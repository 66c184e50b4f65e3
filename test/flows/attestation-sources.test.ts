import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type {
  Asked,
  CommitSignature,
  FoundBundles,
  SignatureVerdict,
  SourceCommit,
} from "../../src/core/attestation.ts";
import { defineGate } from "../../src/core/gate.ts";
import type { Listing } from "../../src/core/listing.ts";
import { artifactReports } from "../../src/formats/attestations/artifact-reports.ts";
import { bundleReports } from "../../src/formats/attestations/bundle-reports.ts";
import { zipOf } from "../archives/zip-bytes.ts";
import { type LanekeeperWorld, openLanekeeperWorld } from "./support/lanekeeper-world.ts";
import { cleanChange } from "./support/story-files.ts";

let world: LanekeeperWorld;
afterEach(() => world[Symbol.asyncDispose]());

/** What a gate is told about one built file and its change. */
interface Told {
  readonly sha256: string;
  readonly beside: readonly string[];
  readonly kept: Asked<FoundBundles>;
  readonly commits: Asked<Listing<CommitSignature>>;
  readonly sources: readonly SourceCommit[];
  readonly verdict: SignatureVerdict;
}

const entry = { flag: "dist", entry: "dist", workflow: undefined, artifact: "dist" };

/** A gate that asks for all there is to be asked about the artifact `dist`, and keeps what it is told. */
const askingGate = (told: Told[]) =>
  defineGate({
    id: "asking",
    title: "Asking",
    question: "What is there?",
    settings: z.strictObject({}),
    rules: {},
    async gather(_settings, { evidence, attestations }) {
      const built = await evidence.head(artifactReports, [{ ...entry, path: "*.whl" }]);
      const bundles = await evidence.head(bundleReports, [{ ...entry, path: "*.sigstore.json" }]);
      const [artifact, bundle] = [built.reports[0]?.content, bundles.reports[0]?.content];
      if (artifact?.kind !== "value" || bundle?.kind !== "value")
        return { kind: "not-yet", because: "No artifact yet." };
      const { sha256 } = artifact.value;
      const [first = ""] = bundle.value.bundles;
      told.push({
        sha256,
        beside: bundle.value.bundles,
        kept: await attestations.ofSubject(`sha256:${sha256}`),
        commits: await attestations.commits(),
        sources: await attestations.sources(),
        verdict: await attestations.verifier.verify({
          bundle: Buffer.from(first, "base64"),
          domains: ["github"],
          keys: [],
          artifact: { sha256 },
          now: Date.now(),
        }),
      });
      return { kind: "facts", facts: {} };
    },
    judge: () => ({ outcome: "passed", summary: "Told.", examined: { count: 1, of: "artifacts" }, notes: [] }),
  });

describe("what the server tells a gate of attestations", () => {
  it("is the digest of the built file, bundles beside it and with GitHub, commits, and a real verdict", async () => {
    const told: Told[] = [];
    world = await openLanekeeperWorld({
      gates: [askingGate(told)],
      configuration: "version: 1\ngates:\n  asking: {}\n",
    });
    const { github, repository } = world;
    await world.startServer();
    const { number, headSha } = await world.openPull("topic", cleanChange);
    const wheel = zipOf([{ name: "core/__init__.py", content: "" }]);
    const sha256 = createHash("sha256").update(wheel).digest("hex");
    github.storeAttestation(repository, { digests: [`sha256:${sha256}`], stored: Buffer.from('{"kept":true}') });
    await github.judgeCommit(repository, headSha, { verified: true, reason: "valid", author: "claude" });
    const workflow = { path: ".github/workflows/release.yml", name: "Release" };
    const about = { repository, workflow, event: "pull_request", headSha, headBranch: "topic", as: "claude" };
    const run = await github.startWorkflowRun(about);
    const files = [
      { name: "core-1.0-py3-none-any.whl", content: wheel },
      { name: "core.sigstore.json", content: '{"beside":true}' },
    ];
    await run.uploadArtifact("dist", zipOf(files));
    await run.complete("success");
    expect(await world.verdict(headSha)).toMatchObject({ asking: "success" });
    const last = told.at(-1);
    const merge = world.work.git("ls-remote", repository.directory, `refs/pull/${number}/merge`).slice(0, 40);
    expect(last).toMatchObject({
      sha256,
      beside: [Buffer.from('{"beside":true}').toString("base64")],
      kept: { kind: "answer", value: { items: [{ bundle: Buffer.from('{"kept":true}') }], complete: true } },
      commits: {
        kind: "answer",
        value: { items: [{ commit: headSha, verified: true, login: "claude" }], complete: true },
      },
      sources: [
        { commit: headSha, ref: "refs/heads/topic", what: "head" },
        { commit: merge, ref: `refs/pull/${number}/merge`, what: "merge" },
      ],
      verdict: { outcome: "failed" },
    });
  });
});
