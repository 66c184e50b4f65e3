import { z } from "zod";
import { Moment } from "../yaml/moment.ts";
import { revocationReasons } from "./revocation-reasons.ts";

const Word = z
  .string()
  .max(100)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    "Write letters, digits, dots, hyphens and underscores, beginning with a letter or digit",
  );

/** `sha256:` and 64 lower-case hex digits. */
export const Fingerprint = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, "Write it as `sha256:` and 64 hex digits in lower case");

export const KeyBuilder = z.strictObject({
  id: z.string().min(1).max(500).describe("The builder that holds the private key, as its provenance calls it."),
  level: z
    .int()
    .min(1)
    .max(3)
    .describe("The SLSA Build level of that builder. Nothing proves it: whoever merges this file asserts it."),
});

export const KeyRevocation = z.strictObject({
  at: Moment.describe("From when on it signs no more."),
  reason: z
    .enum(revocationReasons)
    .describe("`superseded`: what it signed before stays good. `compromise`: nothing that it ever signed counts."),
});

export const KeyEntry = z.strictObject({
  id: Word.describe("What people call the key. No other key has it."),
  purpose: Word.describe("What it signs, such as `release`. Keys that follow each other have the same."),
  fingerprint: Fingerprint.describe("Of the public key: the SHA-256 of its SubjectPublicKeyInfo, in DER."),
  "public-key": z.string().min(1).max(4_000).describe("The public key as PEM, as `cosign.pub` has it."),
  from: Moment.describe("From when on it signs. Its age counts from here."),
  until: Moment.describe("From when on it signs no more, unless it is too old before."),
  builder: KeyBuilder.optional().describe("Whose key it is, where that is a hosted builder."),
  revoked: KeyRevocation.optional(),
});

/** The registry as it is written. */
export const RegistryFile = z.strictObject({
  keys: z.array(KeyEntry).max(500),
  "audit-log": z
    .strictObject({
      entries: z.int().min(1).describe("How many entries the audit log has."),
      last: Fingerprint.describe("The SHA-256 of the last one."),
    })
    .optional()
    .describe("Where the audit log stands. `lanekeeper keys` writes it."),
});
