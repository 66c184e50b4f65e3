import { describe, it } from "@jest/globals";
import { digestsOf, provenanceV1, provenanceV02, statementOf } from "../../../support/build-statements.ts";
import { workflowCommit, workflowIdentity } from "../../../support/signing-world.ts";
import {
  asked,
  builderSigned,
  byKey,
  evil,
  file,
  type GoodCase,
  isListed,
  keyed,
  keyless,
  named,
  passes,
  repository,
  signed,
  useAuthorities,
} from "./cases.ts";

useAuthorities();

const { sha256, sha512 } = digestsOf(file);
const onMain = [{ commit: workflowCommit, ref: "refs/heads/main", what: "head" }];
const onMerge = [{ commit: workflowCommit, ref: "refs/pull/7/merge", what: "merge" }];
const v02 = { predicateType: "https://slsa.dev/provenance/v0.2", predicate: provenanceV02() };
const runner = "https://github.com/actions/runner/github-hosted";
const foreign = { builder: `${evil}/.github/workflows/x.yml@refs/heads/main`, repository: evil };
const pattern = `${repository}/.github/workflows/*@refs/heads/*`;
const bindings = [{ id: "release", builderId: workflowIdentity, level: 2 }];

const bundles: readonly GoodCase[] = [
  ["version 0.3", keyless()],
  ["version 0.1", keyless(undefined, {}, { version: "0.1" })],
  ["version 0.2", keyless(undefined, {}, { version: "0.2" })],
  ["the older media type of version 0.3", keyless(undefined, {}, { version: "0.3-old" })],
  ["a log of Rekor's second version", keyless(undefined, {}, { log: "v2" })],
  ["a log and a timestamp", keyless(undefined, {}, { timestamps: 1 })],
  ["a signature of the file itself", signed({ artifact: file })],
];

const statements: readonly GoodCase[] = [
  ["in-toto's version 0.1", keyless(statementOf(file, { type: "https://in-toto.io/Statement/v0.1" }))],
  ["provenance v0.2", keyless(statementOf(file, v02), asked({ repository, commits: onMain }))],
  [
    "several subjects of which one matches",
    keyless(statementOf(file, { subject: [{ name: "a", digest: digestsOf("a") }, { digest: { sha256, sha512 } }] })),
  ],
  ["a subject by its SHA-512 alone", keyless(statementOf(file, { subject: [{ digest: { sha512 } }] }))],
  [
    "a digest that is none of ours beside it",
    keyless(statementOf(file, { subject: [{ digest: { sha256, gitCommit: "1f" } }] })),
  ],
  ["any predicate where none is asked for", keyless(statementOf(file, { predicateType: "https://spdx.dev/Document" }))],
  [
    "a predicate that is null",
    keyless({ ...statementOf(file, { predicateType: "https://acme.example/none" }), predicate: null }),
  ],
  [
    "parameters that only their builder understands",
    keyless(statementOf(file, { predicate: provenanceV1({ parameters: { workflow: 7, source: [], more: 1 } }) })),
  ],
  [
    "a foreign provenance where nobody asks about a build",
    keyless(statementOf(file, { predicate: provenanceV1(foreign) })),
  ],
];

const policies: readonly GoodCase[] = [
  ["a pattern that fits all of the identity", keyless(undefined, named({ kind: "pattern", pattern }))],
  ["the repository by its numbers", keyless(undefined, asked({ repository, repositoryId: "111", ownerId: "11" }))],
  [
    "ref, trigger and runner",
    keyless(undefined, asked({ ref: "refs/heads/main", triggers: ["push"], runner: "github-hosted" })),
  ],
  ["a builder at any ref", keyless(undefined, { builder: `${repository}/.github/workflows/release.yml` })],
  ["a builder at its ref", keyless(undefined, { builder: workflowIdentity })],
  [
    "GitHub's runner as the builder",
    keyless(statementOf(file, { predicate: provenanceV1({ builder: runner }) }), { builder: runner }),
  ],
  [
    "a test merge on its ref",
    keyless(statementOf(file, { predicate: provenanceV1({ ref: "refs/pull/7/merge" }) }), asked({ commits: onMerge }), {
      claims: { sourceRepositoryRef: "refs/pull/7/merge" },
    }),
  ],
  ["level 2 of a hosted workflow", keyless(undefined, { minimumLevel: 2 })],
  ["level 3 of a listed builder", builderSigned({ minimumLevel: 3, trustedBuilders: [isListed] })],
  [
    "a listed builder that signs for another",
    builderSigned(
      { minimumLevel: 3, trustedBuilders: [{ ...isListed, delegates: true }] },
      `${evil}/.github/workflows/x.yml@refs/tags/v1`,
    ),
  ],
  [
    "level 2 that the registry asserts",
    keyed("p256", "statement", { expected: { ...byKey("release"), minimumLevel: 2, keyBindings: bindings } }),
  ],
];

const keys: readonly GoodCase[] = [
  ...(["p256", "p384", "ed25519", "rsa2048", "rsa4096"] as const).map(
    (one): GoodCase => [`a statement, ${one}`, keyed(one)],
  ),
  ...(["p256", "p384", "rsa2048"] as const).map((one): GoodCase => [`the file itself, ${one}`, keyed(one, "artifact")]),
  ["a bare envelope", keyed("p256", "envelope")],
];

describe("an attestation that is really signed passes with", () => {
  it.each([...bundles, ...statements, ...policies])("%s", (_name, make) => passes(make));
  it.each(keys)("a key: %s", (_name, make) => passes(make));
});
