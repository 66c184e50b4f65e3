import { describe, expect, it } from "@jest/globals";
import type { CommitSignature } from "../../../src/core/attestation.ts";
import { workflowCommit } from "../../support/signing-world.ts";
import { attestedModule, byCertificate, factsOf, judged, signatureOf, timeOf } from "./judging.ts";
import { rulesOf } from "./support.ts";

const good = signatureOf(byCertificate("github"), [timeOf("github")]);
const unchecked = { outcome: "unproven", steps: [], bundleSha256: "" } as const;
const settingsOf = (...names: readonly string[]) => ({
  modules: names.map((name) => ({ name, subjects: [`${name}.whl`] })),
});
const signed: CommitSignature = {
  commit: workflowCommit,
  verified: true,
  reason: "valid",
  kind: "ssh",
  login: "mallory",
};

const bare = (name: string) => {
  const [artifact] = attestedModule(name, good).artifacts;
  return { ...attestedModule(name, good), artifacts: artifact === undefined ? [] : [{ ...artifact, bundles: [] }] };
};

describe("a fork whose files nothing attests", () => {
  const keyed = { name: "k", subjects: ["k.whl"], signer: { keys: ["release"] } };

  it("cannot sign keylessly, and is to blame where that is asked for", () => {
    const facts = factsOf([bare("a"), bare("k")], { fromFork: true });
    expect(rulesOf(judged({ modules: [...settingsOf("a").modules, keyed] }, facts).ruling)).toEqual([
      "fork-cannot-sign",
    ]);
  });

  it("is not to blame for what a key has to sign", () => {
    const facts = factsOf([bare("k")], { fromFork: true });
    expect(rulesOf(judged({ modules: [keyed] }, facts).ruling)).toEqual(["too-few-attested"]);
  });
});

describe("the judge alone", () => {
  const asked = { ...settingsOf("a"), commits: {} };
  const facts = factsOf([attestedModule("a", good)]);

  it("passes what is whole", () => {
    const whole = { ...facts, commits: { items: [signed], complete: true } };
    expect(judged(asked, whole).ruling).toMatchObject({ outcome: "passed", examined: { count: 1, of: "modules" } });
  });

  it.each([
    ["was cut short", { items: [signed], complete: false }, /cut short/],
    ["is empty", { items: [], complete: true }, /cut short/],
    ["nobody has", undefined, /Nobody has listed/],
    [
      "has a commit of which GitHub cannot tell",
      { items: [{ ...signed, verified: false, reason: "gpgverify_error" }], complete: true },
      /cannot tell/,
    ],
  ] as const)("does not pass a list of commits that %s", (_name, commits, what) => {
    const { ruling } = judged(asked, { ...facts, commits });
    expect(ruling).toMatchObject({ findings: [{ rule: "commit-not-verified", what: expect.stringMatching(what) }] });
  });

  it("does not pass without facts, nor with those of other modules", () => {
    for (const modules of [[], [attestedModule("b", good)]]) {
      const { ruling } = judged(settingsOf("a"), factsOf(modules));
      expect([rulesOf(ruling), ruling.examined.count]).toEqual([["too-few-attested"], 0]);
    }
  });

  it("takes no module for another, whatever their order is", () => {
    const { ruling } = judged(settingsOf("a", "b"), factsOf([attestedModule("b", good)]));
    expect(ruling).toMatchObject({ outcome: "failed", summary: expect.stringMatching(/^1 of 2 .* 1 not checked/) });
  });

  it("counts as examined what was looked at alone", () => {
    const settings = { ...settingsOf("a", "b"), "minimum-attested": "50%" };
    const { ruling } = judged(settings, factsOf([attestedModule("a", good), attestedModule("b", unchecked)]));
    expect([ruling.outcome, ruling.examined.count]).toEqual(["passed", 1]);
  });
});
