import { z } from "zod";

/** What `lanekeeper keys audit --format json` prints. Fields are only ever added within one schema version. */
export const KeysAuditOutput = z.strictObject({
  schemaVersion: z.literal(1),
  exitCode: z.int().describe("What the process exits with: 0, or 1 when anything is wrong."),
  registry: z.string(),
  auditLog: z.string(),
  keys: z.int().describe("How many keys the registry has."),
  entries: z.int().nullable().describe("How many entries the log has; null: it is broken."),
  last: z.string().nullable().describe("The SHA-256 of its last entry; null: it is broken or empty."),
  flaws: z.array(
    z.strictObject({
      in: z.enum(["registry", "audit-log"]),
      line: z.int().nullable(),
      what: z.string(),
    }),
  ),
});
export type KeysAuditOutput = z.infer<typeof KeysAuditOutput>;
