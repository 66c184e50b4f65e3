import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { SignatureRequest, SignatureVerdict } from "../../src/core/attestation.ts";
import { mutate, random } from "../formats/reports/mutations.ts";
import { signedEnvelope } from "../support/signed-envelope.ts";
import { signingKey } from "../support/signing-keys.ts";
import { type SigningWorld, signingWorld } from "../support/signing-world.ts";
import { judge } from "./judge.ts";
import { mutateJson } from "./mutate-json.ts";

/** Mutations of all bundles together. A hundred thousand take a quarter of an hour. */
const count = Number(process.env["ATTESTATION_MUTATIONS"] ?? 300);
const seed = Number(process.env["ATTESTATION_SEED"] ?? 20_261_129);
const maxMs = 1_000;

interface Case {
  readonly name: string;
  readonly bundle: Uint8Array;
  readonly request: Partial<SignatureRequest>;
}

const artifact = Buffer.from("an artifact");
const key = signingKey();
const keys = [{ id: "release", publicKey: key.publicKey }];
let cases: readonly Case[] = [];

beforeAll(async () => {
  const world = await signingWorld();
  const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.sigstore.json`, import.meta.url));
  cases = [
    { name: "npm", bundle: fixture("npm-provenance"), request: {} },
    { name: "github", bundle: fixture("github-release"), request: {} },
    ...(await minted(world)),
    // A buffer of Node's would be changed in place.
  ].map((one) => ({ ...one, bundle: new Uint8Array(one.bundle) }));
});

async function minted(world: SigningWorld): Promise<Case[]> {
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "a", digest: { sha256: "0".repeat(64) } }],
  };
  const pinned = { domains: ["pinned"] as const, pinnedRoot: world.trustedRoot, now: world.at + 60_000, keys };
  const sha256 = Buffer.from(await crypto.subtle.digest("SHA-256", artifact)).toString("hex");
  return [
    { name: "rekor 2", bundle: await world.keyless({ statement }, { log: "v2" }), request: pinned },
    {
      name: "artifact",
      bundle: await world.keyless({ artifact }),
      request: { ...pinned, artifact: { bytes: artifact, sha256 } },
    },
    { name: "key", bundle: await world.keySigned(key, { statement }, { log: "v1", timestamps: 1 }), request: pinned },
    { name: "envelope", bundle: signedEnvelope(key, statement), request: pinned },
  ];
}

type Passed = Extract<SignatureVerdict, { readonly outcome: "passed" }>;

function passed(verdict: SignatureVerdict): Passed | undefined {
  return verdict.outcome === "passed" ? verdict : undefined;
}

/** Whether a verdict proves what the whole bundle's does, or less: a key's bundle may lose a time, but win none. */
function provesNoMore(after: Passed, before: Passed | undefined): boolean {
  if (!isDeepStrictEqual([after.signer, after.signed], [before?.signer, before?.signed])) return false;
  return after.times.every((time) => before?.times.some((known) => isDeepStrictEqual(known, time)) === true);
}

describe(`${count} damaged bundles`, () => {
  it("never prove anything else than the whole ones, and none breaks or holds up the verifier", () => {
    const next = random(seed);
    const before = cases.map(({ bundle, request }) => passed(judge(bundle, request)));
    expect(before.every((value) => value !== undefined)).toBe(true);
    const bundles = cases.map(({ bundle }) => bundle);
    let [harmless, slowest] = [0, 0];
    for (let index = 0; index < count; index += 1) {
      const place = index % cases.length;
      const { name, bundle, request } = cases[place] ?? { name: "", bundle: new Uint8Array(), request: {} };
      // Half of the damage is to the text, which mostly ends the reading; half to values, which goes deeper.
      const bytes = next() < 0.5 ? mutate(bundle, next, bundles).bytes : mutateJson(bundle, next, bundles);
      const started = process.cpuUsage();
      const after = passed(judge(bytes, request));
      slowest = Math.max(slowest, process.cpuUsage(started).user / 1_000);
      if (after === undefined) continue;
      // What no signature covers, such as a space or the name of a key, may change; what is proven may not.
      if (!provesNoMore(after, before[place]))
        throw new Error(`${name}, number ${index} of seed ${seed}, proves something else.`);
      harmless += 1;
    }
    if (process.env["ATTESTATION_MUTATIONS"] !== undefined) console.info({ count, harmless, slowest });
    expect(slowest).toBeLessThan(maxMs);
    // The certificates above the leaf, spaces and the names of keys are nobody's proof.
    expect(harmless / count).toBeLessThan(0.4);
  });
});
