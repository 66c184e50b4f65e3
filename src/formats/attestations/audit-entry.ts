import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { Moment } from "../yaml/moment.ts";
import type { RegisteredKey } from "./key-registry.ts";
import { Fingerprint, KeyBuilder, KeyEntry, KeyRevocation } from "./registry-file.ts";

export const auditActions = ["add", "change", "revoke", "remove"] as const;

/** One change of the registry: who did it, and what the key is since. */
export const AuditEntry = z.strictObject({
  seq: z.int().min(1),
  /** Of the line before; of the first, `noEntry`. */
  prev: Fingerprint,
  at: Moment,
  actor: z.string().min(1).max(200),
  action: z.enum(auditActions),
  id: KeyEntry.shape.id,
  purpose: KeyEntry.shape.purpose,
  fingerprint: Fingerprint,
  from: Moment,
  until: Moment,
  builder: KeyBuilder.optional(),
  revoked: KeyRevocation.optional(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

/** What stands in place of the hash where there is no line before. */
export const noEntry = `sha256:${"0".repeat(64)}`;

/** The entry as its line, without the line's end. Keys have one order, so that an entry is written in one way. */
export function auditLine(entry: AuditEntry): string {
  const { seq, prev, at, actor, action, id, purpose, fingerprint, from, until, builder, revoked } = entry;
  return JSON.stringify({
    ...{ seq, prev, at, actor, action, id, purpose, fingerprint, from, until },
    ...(builder === undefined ? {} : { builder: { id: builder.id, level: builder.level } }),
    ...(revoked === undefined ? {} : { revoked: { at: revoked.at, reason: revoked.reason } }),
  });
}

/** `sha256:` and the hex SHA-256 of the line's UTF-8, without its end. */
export function lineHash(line: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(line)))}`;
}

/** What an entry says of a key. Moments are written to the second. */
export function recordedKey(
  key: Pick<RegisteredKey, "id" | "purpose" | "fingerprint" | "from" | "until" | "builder" | "revoked">,
): Omit<AuditEntry, "seq" | "prev" | "at" | "actor" | "action"> {
  const { id, purpose, fingerprint, from, until, builder, revoked } = key;
  return {
    ...{ id, purpose, fingerprint, from: isoMoment(from), until: isoMoment(until) },
    ...(builder === undefined ? {} : { builder }),
    ...(revoked === undefined ? {} : { revoked: { at: isoMoment(revoked.at), reason: revoked.reason } }),
  };
}

/** `2027-01-31T12:00:00Z` */
export function isoMoment(moment: number): string {
  return new Date(moment).toISOString().replace(/\.000Z$/, "Z");
}
