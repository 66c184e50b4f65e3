import { z } from "zod";

const Said = z.string().nullable();

const InspectedBundle = z.strictObject({
  refused: Said.describe("Why it cannot be read; null when it can. Then all below is empty."),
  form: Said.describe("`bundle 0.3`, `envelope` and the like."),
  signedBy: Said.describe("Who it says has signed: a certificate's subject, or a hint at a key."),
  issuer: Said.describe("Who issued the certificate, by its own words."),
  logEntries: z.int(),
  timestamps: z.int(),
  payloadType: Said,
  predicateType: Said,
  subjects: z.array(z.strictObject({ name: Said, digests: z.record(z.string(), z.string()) })),
  builder: Said,
  buildType: Said,
  source: z.strictObject({ repository: Said, ref: Said, commit: Said }),
});
export type InspectedBundle = z.infer<typeof InspectedBundle>;

/** What `lanekeeper attest inspect --format json` prints. Fields are only ever added within one schema version. */
export const AttestInspectOutput = z.strictObject({
  schemaVersion: z.literal(1),
  exitCode: z.int().describe("0 when all of it can be read, and else 1. It says nothing of whether anything holds."),
  verified: z.literal(false).describe("Nothing is: these are claims."),
  file: z.string(),
  refused: Said.describe("Why the file cannot be read at all."),
  bundles: z.array(InspectedBundle),
});
export type AttestInspectOutput = z.infer<typeof AttestInspectOutput>;
