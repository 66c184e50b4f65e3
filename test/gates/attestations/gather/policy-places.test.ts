import { describe, expect, it } from "@jest/globals";
import { policyPlaces } from "../../../../src/gates/attestations/gather/policy-places.ts";

const places = (text: string) => policyPlaces(new TextEncoder().encode(text));
const nothing = { keys: new Map(), modules: new Map() };

describe("where the policy stands", () => {
  it("is the line of each key and of each module, by its name", () => {
    const text = `version: 1
gates:
  attestations:
    minimum-level: 2
    modules:
      - lukhas/core/
      - name: api
        signer:
          workflow: .github/workflows/build.yml
        subjects: ["api-*.whl"]
      - { name: web, subjects: ["web.tgz"], builder: "https://ci.example" }
`;
    const { keys, modules } = places(text);
    expect([...keys]).toEqual([["minimum-level", 4]]);
    expect([...modules]).toEqual([
      ["lukhas/core", { line: 6, keys: new Map() }],
      ["api", { line: 7, keys: new Map([["signer", 8]]) }],
      ["web", { line: 11, keys: new Map([["builder", 11]]) }],
    ]);
  });

  it.each([
    ["nothing", ""],
    ["what is no YAML", "gates: [\n"],
    ["another gate", "version: 1\ngates:\n  batch-size: { max-files: 5 }\n"],
    ["a list in its place", "- gates\n"],
    ["modules without names", "gates: { attestations: { modules: [1, null, [a], { name: 2 }, {}] } }\n"],
    ["modules that are none", "gates: { attestations: { modules: all } }\n"],
    ["a text", "gates: { attestations: everything }\n"],
    ["too much", `gates: { attestations: { modules: [${"a,".repeat(200_000)}] } }\n`],
  ])("is nowhere in %s", (_name, text) => {
    expect(places(text)).toEqual(nothing);
  });

  it("is nowhere in what is not UTF-8", () => {
    expect(policyPlaces(new Uint8Array([0xff, 0xfe]))).toEqual(nothing);
  });
});
