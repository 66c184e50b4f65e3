import { afterAll, beforeAll, expect } from "@jest/globals";
import type { Expectations } from "../../../../src/gates/attestations/verify/expectations.ts";
import { provenanceV1, statementOf } from "../../../support/build-statements.ts";
import { signedEnvelope } from "../../../support/signed-envelope.ts";
import { type SigningAlgorithm, signingKey } from "../../../support/signing-keys.ts";
import {
  type Content,
  type KeylessOptions,
  type SigningWorld,
  signingWorld,
  workflowClaims,
} from "../../../support/signing-world.ts";
import { attestationTrials, byKey, byWorkflow, noSource, type Trial } from "./expect.ts";

export const file = new TextEncoder().encode("what was built");
export const otherFile = new TextEncoder().encode("something else");
export const repository = workflowClaims.sourceRepositoryUri;
export const evil = "https://github.com/mallory/widgets";

let world: SigningWorld;
let trials: ReturnType<typeof attestationTrials>;

/** Makes authorities before the tests of a file, and ends the verifier behind them. */
export function useAuthorities(): void {
  beforeAll(async () => {
    world = await signingWorld();
    trials = attestationTrials(world, file);
  });
  afterAll(() => trials.close());
}

export type MakeTrial = () => Promise<Trial>;
export type GoodCase = readonly [name: string, make: MakeTrial];
/** With the code of what is wrong, and what is said of it. */
export type BadCase = readonly [name: string, make: MakeTrial, code: string, ...said: readonly RegExp[]];

export async function passes(make: MakeTrial): Promise<void> {
  const { outcome, stopped, steps } = await trials.verify(await make());
  expect({ outcome, stopped }).toEqual({ outcome: "passed", stopped: undefined });
  expect(steps.filter((step) => step.outcome === "failed" || step.outcome === "not-reached")).toEqual([]);
}

export async function fails(make: MakeTrial, code: string, ...said: readonly RegExp[]): Promise<void> {
  const { outcome, stopped } = await trials.verify(await make());
  expect({ outcome, code: stopped?.code }).toEqual({
    outcome: code === "unchecked-signature" ? "unproven" : "failed",
    code,
  });
  for (const text of said) expect(stopped?.detail).toMatch(text);
}

/** A statement that the release workflow has signed. */
export function keyless(
  statement: unknown = statementOf(file),
  expected: Partial<Expectations> = {},
  options: KeylessOptions = {},
): MakeTrial {
  return signed({ statement }, expected, options);
}

export function signed(
  content: Content,
  expected: Partial<Expectations> = {},
  options: KeylessOptions = {},
): MakeTrial {
  return async () => ({ bundle: await world.keyless(content, options), expected: { ...byWorkflow, ...expected } });
}

export function asked(source: Partial<Expectations["source"]>): Partial<Expectations> {
  return { source: { ...noSource, ...source } };
}

export function named(
  identity: Extract<Expectations["signer"], { kind: "certificate" }>["identity"],
): Partial<Expectations> {
  return { signer: { kind: "certificate", issuer: workflowClaims.issuer, identity } };
}

/** The release workflow at any ref, unless that is said. */
export function workflow(parts: { readonly ref?: string; readonly digest?: string } = {}): Partial<Expectations> {
  const { ref, digest } = parts;
  return named({ kind: "workflow", workflow: `${repository}/.github/workflows/release.yml`, ref, digest });
}

/** What a key of this algorithm has signed: a statement, or the file itself. */
export function keyed(
  algorithm: SigningAlgorithm,
  content: "statement" | "artifact" | "envelope" = "statement",
  replaced: Partial<Trial> = {},
): MakeTrial {
  return async () => {
    const key = signingKey(algorithm);
    const statement = statementOf(file);
    const bundle =
      content === "envelope"
        ? signedEnvelope(key, statement)
        : await world.keySigned(key, content === "statement" ? { statement } : { artifact: file });
    return { bundle, expected: byKey("release"), keys: [{ id: "release", publicKey: key.publicKey }], ...replaced };
  };
}

/** The same trial with parts of its bundle's text replaced. */
export function edited(make: MakeTrial, from: RegExp, to: string): MakeTrial {
  return async () => {
    const trial = await make();
    const text = Buffer.from(trial.bundle).toString("utf8");
    expect(text).toMatch(from);
    return { ...trial, bundle: Buffer.from(text.replace(from, to)) };
  };
}

/** A reusable workflow of another repository, which has signed. */
export const builder = "https://github.com/acme/builders/.github/workflows/build.yml";
const builderAtTag = `${builder}@refs/tags/v3`;
export const isListed = {
  workflow: builder,
  refs: ["refs/tags/v3"],
  digest: undefined,
  level: 3,
  delegates: false,
} as const;

export function builderSigned(expected: Partial<Expectations>, named = builderAtTag): MakeTrial {
  const statement = statementOf(file, { predicate: provenanceV1({ builder: named }) });
  const signer = { kind: "workflow", workflow: builder, ref: undefined, digest: undefined } as const;
  return async () => ({
    bundle: await world.keyless({ statement }, { identity: builderAtTag, claims: { buildSignerUri: builderAtTag } }),
    expected: {
      ...byWorkflow,
      signer: { kind: "certificate", issuer: workflowClaims.issuer, identity: signer },
      ...expected,
    },
  });
}

export { byKey, byWorkflow };
