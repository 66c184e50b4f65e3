import { describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { parseConfiguration } from "../../../src/config/parse.ts";
import { attestations } from "../../../src/gates/attestations/gate.ts";
import { AttestationSettings } from "../../../src/gates/attestations/model.ts";
import { expectationsOf, modulesOf } from "../../../src/gates/attestations/policy.ts";

/** What a configuration of the gate is told, by the text of its settings. */
function saidOf(settings: string): string {
  const read = parseConfiguration(`version: 1\ngates: { attestations: ${settings} }`, [attestations]);
  return read.kind === "invalid" ? read.findings.map(({ what, fix }) => `${what} ${fix}`).join("\n") : "";
}

const module = "name: core, subjects: [core.whl]";

describe("the settings of attestations", () => {
  it.each([
    ["no module", "{ modules: [] }", /Name at least one module/],
    ["no subject", "{ modules: [{ name: core, subjects: [] }] }", /subjects/],
    ["a module twice", "{ modules: [core, { name: core, subjects: [a] }] }", /Another module is called core/],
    ["a folder twice", "{ modules: [lukhas/core, lukhas/core/] }", /Another module is called lukhas\/core/],
    ["a pattern for a folder", "{ modules: ['lukhas/*'] }", /patterns go into `subjects`/],
    ["an unknown key", `{ modules: [{ ${module}, signr: {} }] }`, /unknown key.*signr.*Did you mean `signer`/s],
    [
      "a pattern for a workflow",
      `{ modules: [{ ${module}, signer: { workflow: ".github/workflows/*.yml" } }] }`,
      /`\*` is no pattern here/,
    ],
    [
      "a workflow with its ref",
      `{ modules: [{ ${module}, signer: { workflow: .github/workflows/x.yml@main } }] }`,
      /its ref goes into `ref`/,
    ],
    [
      "a pattern for an identity",
      `{ modules: [{ ${module}, signer: { identity: "*", issuer: x } }] }`,
      /`\*` is no pattern here/,
    ],
    [
      "a regular expression",
      `{ modules: [{ ${module}, signer: { identity-pattern: "^https://github.com/acme/.*$", issuer: x } }] }`,
      /no regular expression/,
    ],
    [
      "a pattern for everybody",
      `{ modules: [{ ${module}, signer: { identity-pattern: "*@*", issuer: x } }] }`,
      /have to be written out/,
    ],
    ...[
      "https://*",
      "https://github.com/*",
      "https://github.com/acme/*",
      "https://github.com/acme/widgets*",
      "https://github.com/*/widgets/.github/workflows/release.yml@refs/heads/main",
      "https://*.example/acme/widgets/.github/workflows/x.yml",
      "https://github.com//widgets/*",
      "*/acme/widgets/.github/workflows/release.yml@refs/heads/main",
      "release@*.example",
      "release@*",
      "release@acme.example*",
      "*acme.example",
    ].map(
      (pattern) =>
        [
          `the pattern ${pattern}`,
          `{ modules: [{ ${module}, signer: { identity-pattern: "${pattern}", issuer: x } }] }`,
          /written out before the first `\*`/,
        ] as const,
    ),
    [
      "an identity without its issuer",
      `{ modules: [{ ${module}, signer: { identity: me@acme.example } }] }`,
      /An identity is worth what its issuer is/,
    ],
    [
      "two ways to sign",
      `{ modules: [{ ${module}, signer: { workflow: .github/workflows/x.yml, keys: [release] } }] }`,
      /Say in one way who signs/,
    ],
    ["nobody who signs", `{ modules: [{ ${module}, signer: {} }] }`, /Say in one way who signs/],
    ["no key", `{ modules: [{ ${module}, signer: { keys: [] } }] }`, /Name at least one purpose/],
    [
      "a key with a ref",
      `{ modules: [{ ${module}, signer: { keys: [release], ref: refs/heads/main } }] }`,
      /`ref` belongs to `workflow`/,
    ],
    ["no predicate's type", `{ modules: [{ ${module}, predicate-types: [] }] }`, /predicate-types/],
    ...(["", ", minimum-level: 1", ", signer: { keys: [release] }"] as const).map(
      (more) =>
        [
          `predicates without provenance${more} and without giving up the level`,
          `{ modules: [{ ${module}, predicate-types: ["https://spdx.dev/Document"]${more} }] }`,
          /None of these types is provenance.*write `minimum-level: 0`/s,
        ] as const,
    ),
    ["nowhere to look", `{ modules: [{ ${module}, attestations: [] }] }`, /attestations/],
    [
      "a place that is none",
      `{ modules: [{ ${module}, attestations: [{ artifact: dist }] }] }`,
      /Say with `path`, `file` or `release`/,
    ],
    ["a short ref", `{ modules: [core], source: { ref: main } }`, /Write the whole ref/],
    [
      "a short commit",
      `{ modules: [core], builders: [{ workflow: a/b/.github/workflows/x.yml, refs: [refs/tags/v1], digest: abc }] }`,
      /Write the whole commit/,
    ],
    [
      "a builder without a ref",
      `{ modules: [core], builders: [{ workflow: a/b/.github/workflows/x.yml, refs: [] }] }`,
      /refs/,
    ],
    [
      "a repository with its ending",
      `{ modules: [core], source: { repository: acme/widgets.git } }`,
      /Write a repository as `acme\/widgets`/,
    ],
    ["no builder", "{ modules: [core], builders: [] }", /Name a builder, or leave `builders` out/],
    ["nobody whose word counts", "{ modules: [core], trust: { domains: [] } }", /Name a domain, or a `root`/],
    ["a share without a unit", `{ modules: [core], minimum-attested: 80 }`, /minimum-attested/],
    ["a share of nothing", `{ modules: [core], minimum-attested: 0% }`, /nothing would have to be attested/],
    ["a share above all", `{ modules: [core], minimum-attested: 101% }`, /share in whole percent/],
    ["a level that there is not", `{ modules: [core], minimum-level: 4 }`, /minimum-level/],
    [
      "a warning after the end",
      `{ modules: [core], keys: { rotate-after: 80d, warn-after: 90d } }`,
      /`warn-after` has to be less/,
    ],
  ])("refuse %s", (_name, settings, said) => expect(saidOf(settings)).toMatch(said));

  it.each([
    "https://github.com/acme/widgets/*",
    "https://github.com/acme/widgets/.github/workflows/release.yml@refs/heads/*",
    "https://gitlab.com/acme/widgets//.gitlab-ci.yml@*",
    "*@acme.example",
    "release-*@acme.example",
  ])("take the pattern %s", (pattern) => {
    expect(saidOf(`{ modules: [{ ${module}, signer: { identity-pattern: "${pattern}", issuer: x } }] }`)).toBe("");
  });

  it.each([
    `predicate-types: ["https://spdx.dev/Document"], minimum-level: 0`,
    `predicate-types: ["https://spdx.dev/Document", "https://slsa.dev/provenance/v1"]`,
  ])("take a module with %s", (more) => expect(saidOf(`{ modules: [{ ${module}, ${more} }] }`)).toBe(""));

  it("fill in what a folder leaves out", () => {
    const settings = AttestationSettings.parse(load("{ modules: [lukhas/core/] }"));
    const [one] = modulesOf(settings);
    expect(one).toEqual({ name: "lukhas/core", subjects: ["**/core{,.*,-*,_*}"], "built-in": "artifacts" });
    if (one === undefined) throw new Error("There is no module.");
    const issuer = "https://token.actions.githubusercontent.com";
    const context = { repository: "https://github.com/acme/widgets", issuer, sources: [], unknownMerges: [], keys: [] };
    expect(expectationsOf(one, settings, context, undefined)).toMatchObject({
      signer: {
        issuer: "https://token.actions.githubusercontent.com",
        identity: { kind: "pattern", pattern: "https://github.com/acme/widgets/.github/workflows/*" },
      },
      predicateTypes: ["https://slsa.dev/provenance/v1", "https://slsa.dev/provenance/v0.2"],
      source: { repository: "https://github.com/acme/widgets", commits: [] },
      minimumLevel: 1,
    });
  });
});
