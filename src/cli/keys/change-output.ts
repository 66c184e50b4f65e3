import { z } from "zod";
import { auditActions } from "../../formats/attestations/audit-entry.ts";

/** What `lanekeeper keys revoke` and `keys record` print as JSON. Fields are only ever added within one schema version. */
export const KeysChangeOutput = z.strictObject({
  schemaVersion: z.literal(1),
  dryRun: z.boolean().describe("true: nothing was written."),
  finishedEarlier: z.boolean().describe("Whether a change that had been interrupted was finished first."),
  entries: z
    .array(z.strictObject({ action: z.enum(auditActions), id: z.string(), fingerprint: z.string() }))
    .describe("What was written into the audit log."),
  registry: z.string(),
  auditLog: z.string(),
});
export type KeysChangeOutput = z.infer<typeof KeysChangeOutput>;
