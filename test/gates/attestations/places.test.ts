import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type ClosableVerifier, sigstoreVerifier } from "../../../src/sigstore/verifier.ts";
import { statementOf } from "../../support/build-statements.ts";
import { type SigningWorld, signingWorld } from "../../support/signing-world.ts";
import { gateOf } from "./support.ts";

let world: SigningWorld;
let verifier: ClosableVerifier;
beforeAll(async () => {
  world = await signingWorld();
  verifier = sigstoreVerifier();
});
afterAll(() => verifier.close());

const path = ".github/lanekeeper.yml";
const file = "what was built";
const module = { name: "core", subjects: ["core.whl"] };
/** Of head, whose lines may have moved: `signer` is on line 7, the module on line 6. */
const written = `version: 1
gates:
  attestations:
    minimum-attested: 100%
    modules:
      - name: core
        signer: { workflow: .github/workflows/other.yml }
        subjects: ["core.whl"]
`;

async function findingOf(settings: object, text: string | undefined, kept = true) {
  const bundle = await world.keyless({ statement: statementOf(file) });
  const ruling = await gateOf(world, verifier).ruling(
    {
      built: { "core.whl": file, ...(kept ? {} : { "b.whl": "b" }) },
      kept: { [file]: [bundle] },
      head: text === undefined ? {} : { [path]: text },
    },
    settings,
  );
  return ruling.outcome === "failed" ? ruling.findings[0] : undefined;
}

describe("a finding that is about the policy", () => {
  const signer = { workflow: ".github/workflows/other.yml" };

  it("stands on the line of the key that it is about", async () => {
    const finding = await findingOf({ modules: [{ ...module, signer }] }, written);
    expect(finding).toMatchObject({ rule: "signer-mismatch", at: { path, firstLine: 7, lastLine: 7 } });
  });

  it("stands where the module does, for what is asked by default", async () => {
    const level = { modules: [module], "minimum-level": 3 };
    expect(await findingOf(level, written)).toMatchObject({ rule: "level-too-low", at: { path, firstLine: 6 } });
  });

  it("stands on the share that is asked for", async () => {
    const modules = [module, { name: "b", subjects: ["b.whl"] }];
    const finding = await findingOf({ modules }, written, false);
    expect(finding).toMatchObject({ rule: "too-few-attested", at: { path, firstLine: 4, lastLine: 4 } });
  });

  it.each([
    ["is not in head", undefined],
    ["has another module", written.replace("name: core", "name: api")],
    ["cannot be read", "gates: ["],
  ])("stands nowhere where the file %s", async (_name, text) => {
    const finding = await findingOf({ modules: [{ ...module, signer }] }, text);
    expect([finding?.rule, finding?.at]).toEqual(["signer-mismatch", undefined]);
  });
});
