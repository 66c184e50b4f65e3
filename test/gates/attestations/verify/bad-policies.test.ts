import { describe, it } from "@jest/globals";
import { provenanceV1, statementOf } from "../../../support/build-statements.ts";
import { signingKey } from "../../../support/signing-keys.ts";
import { workflowCommit, workflowIdentity } from "../../../support/signing-world.ts";
import {
  asked,
  type BadCase,
  builder,
  builderSigned,
  byKey,
  byWorkflow,
  evil,
  fails,
  file,
  isListed,
  keyed,
  keyless,
  named,
  repository,
  signed,
  useAuthorities,
  workflow,
} from "./cases.ts";

useAuthorities();

const other = (identity: string) => ({ identity });
const strangers = [{ id: "release", publicKey: signingKey().publicKey }];

const signers: readonly BadCase[] = [
  [
    "another workflow",
    keyless(undefined, {}, other(`${repository}/.github/workflows/other.yml@refs/heads/main`)),
    "signer-mismatch",
    /expected .*release\.yml@refs\/heads\/main, signed by .*other\.yml/,
  ],
  [
    "another repository of a like name",
    keyless(
      undefined,
      named({ kind: "pattern", pattern: `${repository}/.github/*` }),
      other(`${repository}-evil/.github/workflows/release.yml@refs/heads/main`),
    ),
    "signer-mismatch",
  ],
  [
    "a pattern that fits a part alone",
    keyless(undefined, named({ kind: "pattern", pattern: "github.com/acme/widgets/*" })),
    "signer-mismatch",
  ],
  [
    "an identity in other letters",
    keyless(undefined, {}, other(workflowIdentity.replace("acme", "Acme"))),
    "signer-mismatch",
  ],
  [
    "another issuer",
    keyless(undefined, {}, { claims: { issuer: "https://token.actions.example.com" } }),
    "signer-mismatch",
    /expected the issuer https:\/\/token\.actions\.githubusercontent\.com, got https:\/\/token\.actions\.example\.com/,
  ],
  ["no issuer at all", keyless(undefined, {}, { claims: { issuer: undefined } }), "signer-mismatch", /got none/],
  ["the workflow at another ref", keyless(undefined, workflow({ ref: "refs/tags/v1" })), "signer-mismatch"],
  [
    "the workflow at another commit",
    keyless(undefined, workflow({ digest: "0".repeat(40) })),
    "signer-mismatch",
    /at commit 0{40}/,
  ],
  ["a key where a certificate is asked for", keyed("p256", "statement", { expected: byWorkflow }), "signer-mismatch"],
  [
    "a certificate where a key is asked for",
    async () => ({ ...(await keyless()()), expected: byKey("release"), keys: strangers }),
    "signer-mismatch",
  ],
  [
    "a key of another module",
    keyed("p256", "statement", { expected: byKey("other") }),
    "signer-mismatch",
    /expected a signature of other, got one of release/,
  ],
  ["a key that nobody knows", keyed("p256", "statement", { keys: strangers }), "bad-signature"],
];

const foreign = statementOf(file, {
  predicate: provenanceV1({ builder: `${evil}/.github/workflows/x.yml@refs/heads/main`, repository: evil }),
});
const says = (parts: Parameters<typeof provenanceV1>[0]) =>
  keyless(statementOf(file, { predicate: provenanceV1(parts) }), asked({ repository }));

const conflicts: readonly BadCase[] = [
  [
    "a reusable workflow in the text that has not signed",
    keyless(statementOf(file, { predicate: provenanceV1({ builder: `${builder}@refs/tags/v3` }) })),
    "provenance-conflict",
    /names the builder .*build\.yml@refs\/tags\/v3, and its certificate was issued for .*release\.yml/,
  ],
  ["a foreign provenance where a build is asked about", keyless(foreign, asked({ repository })), "provenance-conflict"],
  [
    "a foreign source",
    says({ repository: evil }),
    "provenance-conflict",
    /source repository https:\/\/github\.com\/mallory/,
  ],
  ["a foreign ref", says({ ref: "refs/heads/other" }), "provenance-conflict", /the ref refs\/heads\/other/],
  ["a foreign commit", says({ commit: "1".repeat(40) }), "provenance-conflict", /the commit 1{40}/],
  [
    "a foreign workflow",
    says({ path: ".github/workflows/other.yml" }),
    "provenance-conflict",
    /the workflow .*other\.yml/,
  ],
  ["a foreign run", says({ invocation: `${repository}/actions/runs/7/attempts/1` }), "provenance-conflict", /the run/],
];

const sources: readonly BadCase[] = [
  [
    "another repository's bundle",
    keyless(undefined, asked({ repository: evil })),
    "source-mismatch",
    /source repository has to be https:\/\/github\.com\/mallory\/widgets, and is https:\/\/github\.com\/acme\/widgets/,
  ],
  [
    "a repository that took over the name",
    keyless(undefined, asked({ repositoryId: "222" })),
    "source-mismatch",
    /id has to be 222, and is 111/,
  ],
  [
    "an owner who took over the name",
    keyless(undefined, asked({ ownerId: "22" })),
    "source-mismatch",
    /owner id has to be 22, and is 11/,
  ],
  [
    "a claim that the certificate lacks",
    keyless(undefined, asked({ repositoryId: "111" }), { claims: { sourceRepositoryId: undefined } }),
    "source-mismatch",
    /is not said/,
  ],
  [
    "another ref",
    keyless(undefined, asked({ ref: "refs/heads/release" })),
    "source-mismatch",
    /ref has to be refs\/heads\/release, and is refs\/heads\/main/,
  ],
  [
    "another trigger",
    keyless(undefined, asked({ triggers: ["release"] })),
    "source-mismatch",
    /started by release, and was by push/,
  ],
  [
    "a runner of its own",
    keyless(undefined, asked({ runner: "github-hosted" }), { claims: { runnerEnvironment: "self-hosted" } }),
    "source-mismatch",
  ],
  [
    "a replay of an older build",
    keyless(undefined, asked({ commits: [{ commit: "2".repeat(40), ref: undefined, what: "the change's head" }] })),
    "commit-mismatch",
    /is neither the change's head 2{40}\. .*older build/,
  ],
  [
    "the right commit on a foreign ref",
    keyless(
      undefined,
      asked({ commits: [{ commit: workflowCommit, ref: "refs/pull/7/merge", what: "its test merge" }] }),
    ),
    "commit-mismatch",
    /was built on refs\/heads\/main and not on refs\/pull\/7\/merge/,
  ],
  ["no commit that counts", keyless(undefined, asked({ commits: [] })), "commit-mismatch"],
  [
    "a builder that only the provenance of a person names",
    signed(
      { statement: statementOf(file, { predicate: provenanceV1({ builder: "https://ci.acme.example" }) }) },
      { ...named({ kind: "exact", identity: "me@acme.example" }), builder: "https://ci.acme.example" },
      { identity: "me@acme.example" },
    ),
    "builder-mismatch",
    /only the provenance itself says/,
  ],
  [
    "a workflow as the builder that only the provenance of a person names",
    signed(
      { statement: statementOf(file, { predicate: provenanceV1({ builder: `${builder}@refs/tags/v3` }) }) },
      { ...named({ kind: "exact", identity: "me@acme.example" }), builder },
      { identity: "me@acme.example" },
    ),
    "builder-mismatch",
    /only the provenance itself says/,
  ],
  [
    "a builder that is no workflow and that the certificate of a workflow does not name",
    keyless(statementOf(file, { predicate: provenanceV1({ builder: "https://ci.acme.example" }) }), {
      builder: "https://ci.acme.example",
    }),
    "builder-mismatch",
    /only the provenance itself says/,
  ],
  [
    "a runner of another kind than the certificate's",
    keyless(
      statementOf(file, {
        predicate: provenanceV1({ builder: "https://github.com/actions/runner/self-hosted" }),
      }),
      { builder: "https://github.com/actions/runner/self-hosted" },
    ),
    "builder-mismatch",
    /only the provenance itself says/,
  ],
  [
    "another builder",
    keyless(undefined, { builder }),
    "builder-mismatch",
    /has to be .*build\.yml, and is .*release\.yml/,
  ],
];

const tooEarly = () =>
  ({ outcome: "failed", code: "key-not-valid", detail: "It signs only from tomorrow on." }) as const;
const noTime = () => ({ outcome: "failed", code: "key-without-time", detail: "Nobody vouches for when." }) as const;
const selfHosted = { claims: { runnerEnvironment: "self-hosted" } };
const elsewhere = [{ ...isListed, refs: ["refs/tags/v4"] }];
const atCommit = { ...isListed, digest: "0".repeat(40) };

const levels: readonly BadCase[] = [
  [
    "a key before its time",
    keyed("p256", "statement", { expected: { ...byKey("release"), keyRule: tooEarly } }),
    "key-not-valid",
  ],
  [
    "a key at a time that nobody knows",
    keyed("p256", "statement", { expected: { ...byKey("release"), keyRule: noTime } }),
    "key-without-time",
  ],
  [
    "level 2 of a self-hosted runner",
    keyless(undefined, { minimumLevel: 2 }, selfHosted),
    "level-too-low",
    /L2 is asked for, and the evidence supports L1: the runner is self-hosted/,
  ],
  [
    "level 2 of a person",
    keyless(
      statementOf(file),
      { ...named({ kind: "exact", identity: "dev@acme.example" }), minimumLevel: 2 },
      { ...other("dev@acme.example") },
    ),
    "level-too-low",
  ],
  ["level 3 of a workflow of its own", keyless(undefined, { minimumLevel: 3 }), "level-too-low", /supports L2/],
  [
    "level 3 of a builder at another ref",
    builderSigned({ minimumLevel: 3, trustedBuilders: elsewhere }),
    "level-too-low",
  ],
  [
    "level 3 of a builder at another commit",
    builderSigned({ minimumLevel: 3, trustedBuilders: [atCommit] }),
    "level-too-low",
  ],
  [
    "a level of a bill of materials",
    keyless(statementOf(file, { predicateType: "https://spdx.dev/Document" }), { minimumLevel: 1 }),
    "level-too-low",
    /signed, but not provenance/,
  ],
  [
    "a level of provenance without a builder",
    keyless(statementOf(file, { predicate: { buildDefinition: {} } }), { minimumLevel: 1 }),
    "level-too-low",
    /names no builder/,
  ],
  ["a level of the file's own signature", signed({ artifact: file }, { minimumLevel: 1 }), "level-too-low"],
  [
    "a level above what a key shows",
    keyed("p256", "statement", { expected: { ...byKey("release"), minimumLevel: 2 } }),
    "level-too-low",
    /a hosted build is not shown/,
  ],
  [
    "a level of a key that is another builder's",
    keyed("p256", "statement", {
      expected: {
        ...byKey("release"),
        minimumLevel: 2,
        keyBindings: [{ id: "release", builderId: "https://ci.acme.example", level: 3 }],
      },
    }),
    "level-too-low",
    /registered for another builder/,
  ],
];

describe("an attestation does not pass with", () => {
  it.each([...signers, ...conflicts, ...sources, ...levels])("%s", (_name, make, code, ...said) =>
    fails(make, code, ...said),
  );
});
