import { describe, expect, it } from "@jest/globals";
import type { SignatureVerdict, TrustDomain } from "../../../src/core/attestation.ts";
import { attestedModule, byCertificate, byKey, factsOf, judged, signatureOf, timeOf } from "./judging.ts";

const keyless = (domain: TrustDomain) => signatureOf(byCertificate(domain), [timeOf(domain)]);
const keyed = (...domains: readonly TrustDomain[]) => signatureOf(byKey, domains.map(timeOf));

function judgeWith(verdict: SignatureVerdict, ages: readonly (readonly [TrustDomain, number | undefined])[]) {
  const signer = verdict.outcome === "passed" && verdict.signer.kind === "key" ? { signer: { keys: ["release"] } } : {};
  const settings = { modules: [{ name: "a", subjects: ["a.whl"], ...signer }], trust: { "maximum-age": "30d" } };
  return judged(settings, factsOf([attestedModule("a", verdict)], { rootAges: new Map(ages) }));
}

describe("roots of a limited age", () => {
  it.each([
    ["a certificate of roots at the limit", keyless("github"), [["github", 30]]],
    ["a key whose time is by roots at the limit", keyed("github"), [["github", 30]]],
    [
      "a key, whatever the age of roots is that nothing rests on",
      keyed("github"),
      [
        ["github", 1],
        ["public-good", 99],
      ],
    ],
    ["a certificate of the pinned root, which is as old as somebody wants it", keyless("pinned"), []],
    ["a key whose time is by the pinned root", keyed("pinned"), [["pinned", undefined]]],
  ] as const)("count for %s", (_name, verdict, ages) => {
    const { ruling, objection } = judgeWith(verdict, ages);
    expect([ruling.outcome, objection]).toEqual(["passed", undefined]);
  });

  it.each([
    ["a certificate of older roots", keyless("github"), [["github", 31]], /of github are 31 days old.* 30d old/],
    ["a certificate of roots of an unknown age", keyless("github"), [["github", undefined]], /of an unknown age/],
    ["a certificate of roots that nobody has", keyless("github"), [], /of an unknown age/],
    ["a key whose time is by older roots", keyed("github"), [["github", 31]], /of github are 31 days old/],
    [
      "a key whose time is by roots of an unknown age",
      keyed("public-good"),
      [],
      /of public-good are of an unknown age/,
    ],
    [
      "a key of whose times one is by older roots",
      keyed("github", "public-good"),
      [
        ["github", 30],
        ["public-good", 31],
      ],
      /of public-good are 31 days old/,
    ],
    [
      "a certificate whose time is by older roots than its own",
      signatureOf(byCertificate("github"), [timeOf("public-good")]),
      [
        ["github", 30],
        ["public-good", 31],
      ],
      /of public-good are 31 days old/,
    ],
  ] as const)("prove nothing of %s", (_name, verdict, ages, said) => {
    const { ruling, objection } = judgeWith(verdict, ages);
    expect(ruling.outcome).toBe("failed");
    expect(objection).toMatch(said);
  });
});
