import { z } from "zod";
import { keyAlgorithms } from "../../formats/attestations/public-key.ts";
import { KeyBuilder } from "../../formats/attestations/registry-file.ts";

/** What `lanekeeper keys rotate --format json` prints. Fields are only ever added within one schema version. */
export const KeysRotateOutput = z.strictObject({
  schemaVersion: z.literal(1),
  dryRun: z.boolean().describe("true: nothing was written, and the key was thrown away."),
  finishedEarlier: z.boolean().describe("Whether a change that had been interrupted was finished first."),
  key: z.strictObject({
    id: z.string(),
    purpose: z.string(),
    algorithm: z.enum(keyAlgorithms),
    fingerprint: z.string().nullable().describe("null in a dry run."),
    publicKey: z.string().nullable().describe("PEM; null in a dry run."),
    from: z.string(),
    until: z.string(),
    builder: KeyBuilder.nullable(),
  }),
  superseded: z
    .array(z.strictObject({ id: z.string(), fingerprint: z.string(), at: z.string() }))
    .describe("Keys of the same purpose that sign no more after the overlap."),
  privateKey: z.strictObject({ to: z.enum(["file", "command"]), file: z.string().nullable() }),
  registry: z.string(),
  auditLog: z.string(),
});
export type KeysRotateOutput = z.infer<typeof KeysRotateOutput>;
