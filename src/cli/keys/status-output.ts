import { z } from "zod";
import { keyAlgorithms } from "../../formats/attestations/public-key.ts";
import { KeyBuilder, KeyRevocation } from "../../formats/attestations/registry-file.ts";

const states = ["future", "active", "due", "too-old", "expired", "superseded", "compromised"] as const;

const ShownKey = z.strictObject({
  id: z.string(),
  purpose: z.string(),
  fingerprint: z.string(),
  algorithm: z.enum(keyAlgorithms),
  state: z.enum(states).describe("`active` and `due` sign; `due` should be followed by another key."),
  ageDays: z.int().describe("Whole days since `from`; below zero before."),
  from: z.string(),
  until: z.string().describe("As the registry says."),
  signsUntil: z.string().describe("The earliest of `until`, the age limit and a revocation."),
  builder: KeyBuilder.nullable(),
  revoked: KeyRevocation.nullable(),
  line: z.int().describe("Of the registry."),
});
export type ShownKey = z.infer<typeof ShownKey>;

/** What `lanekeeper keys status --format json` prints. Fields are only ever added within one schema version. */
export const KeysStatusOutput = z.strictObject({
  schemaVersion: z.literal(1),
  exitCode: z
    .int()
    .describe(
      "What the process exits with: 0, or 1 when no key signs, or none for a purpose that was not ended on purpose.",
    ),
  at: z.string().describe("The moment that is told of."),
  registry: z.string(),
  keys: z.array(ShownKey).describe("In the order of the registry."),
  purposes: z
    .array(
      z.strictObject({
        purpose: z.string(),
        key: z.string().describe("The id of the key on which it depends."),
        state: z.enum(states),
        signs: z.boolean(),
      }),
    )
    .describe("Every purpose that the registry has a key for."),
});
export type KeysStatusOutput = z.infer<typeof KeysStatusOutput>;
