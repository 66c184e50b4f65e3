import { z } from "zod";
import { signatureSteps } from "../../core/attestation.ts";
import { failureCodes, policySteps } from "../../gates/attestations/verify/steps.ts";

const stepNames = [...signatureSteps, ...policySteps] as const;

const Step = z.strictObject({
  step: z.enum(stepNames),
  outcome: z
    .enum(["passed", "failed", "unproven", "not-asked", "not-reached"])
    .describe("`unproven`: it could not be checked, which is no pass. `not-asked`: no option asks for it."),
  detail: z.string().describe("For people: what was compared, and what to do."),
});

const Claimed = z.string().nullable();

const VerifiedBundle = z.strictObject({
  sha256: z.string().describe("Of the bundle's bytes."),
  outcome: z.enum(["passed", "failed", "unproven"]),
  stopped: z
    .strictObject({ step: z.enum(stepNames), code: z.enum(failureCodes) })
    .nullable()
    .describe("The step that was not passed; null when all were."),
  steps: z.array(Step).describe("In the order in which they are taken. After one that is not passed, none is."),
  signer: z
    .strictObject({
      kind: z.enum(["certificate", "key"]),
      identity: z.string().describe("Of a certificate its subject, of a key its fingerprint."),
      issuer: Claimed,
    })
    .nullable()
    .describe("Who signed, once the signature holds: whether or not it is who should have. Null before."),
  predicateType: Claimed.describe("Null where the artifact itself is signed."),
  source: z
    .strictObject({ repository: Claimed, ref: Claimed, commit: Claimed })
    .nullable()
    .describe("By the certificate; by the provenance where a key has signed."),
  builder: Claimed,
  level: z
    .strictObject({ level: z.int().min(0).max(3), because: z.string() })
    .nullable()
    .describe("The SLSA Build level that the evidence supports; null unless all steps are passed."),
  signedAt: z
    .array(z.strictObject({ at: z.iso.datetime(), by: z.enum(["log", "timestamp-authority"]) }))
    .describe("Moments that a log or an authority vouches for."),
});
export type VerifiedBundle = z.infer<typeof VerifiedBundle>;

/** What `lanekeeper attest verify --format json` prints. Fields are only ever added within one schema version. */
export const AttestVerifyOutput = z.strictObject({
  schemaVersion: z.literal(1),
  exitCode: z.int().describe("0 only if all holds, and else 1."),
  outcome: z.enum(["passed", "failed", "unproven"]),
  artifact: z.strictObject({
    name: z.string(),
    digests: z
      .record(z.string(), z.string())
      .describe("Lower-case hex by algorithm, of the bytes; one where only that was given."),
  }),
  roots: z
    .array(z.strictObject({ domain: z.enum(["public-good", "github"]), of: z.iso.date() }))
    .describe(
      "The built-in roots that count, and of when they are: an authority that is newer is not in them. Empty with a root of one's own.",
    ),
  refused: z.string().nullable().describe("Which files of bundles cannot be read at all, and why; null when all can."),
  bundles: z.array(VerifiedBundle).describe("In the order of the files. One that passes is enough."),
});
export type AttestVerifyOutput = z.infer<typeof AttestVerifyOutput>;
