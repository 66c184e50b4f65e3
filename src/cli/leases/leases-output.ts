import { z } from "zod";
import { Lease } from "../../core/lease.ts";
import { type LedgerEntry, ledgerActions, writerTiers } from "../../core/ledger.ts";
import { LeaseState, leaseStateAt, type RecordedLease } from "../../core/recorded-lease.ts";

const ShownLease = z.strictObject({
  id: z
    .string()
    .describe("Such as `L12`: the epoch in which it was granted, which grows with every entry of the ledger."),
  agent: z.string(),
  mode: Lease.shape.mode,
  paths: z.array(z.string()),
  state: z.enum([...LeaseState.options, "expiring"]),
  from: z.iso.datetime(),
  until: z.iso.datetime().describe("It does not hold any more at this moment."),
  number: z.int().describe("The pull request or issue in which it was asked for."),
  base: z.string().describe("The branch whose map granted it, and for whose pull requests alone it counts."),
  reason: z.string(),
  grantedBy: z.string().describe("The login of whoever asked for it or handed it on."),
});
export type ShownLease = z.infer<typeof ShownLease>;

const ShownEntry = z.strictObject({
  epoch: z.int(),
  at: z.iso.datetime(),
  by: z.strictObject({
    id: z.int().describe("The number of the account; 0 for the server itself."),
    login: z.string(),
  }),
  tier: z.enum(writerTiers).describe("How far it was known who acted; `server` for the server itself."),
  action: z.enum(ledgerActions),
  subject: z.string(),
  why: z.string(),
  number: z.int().optional(),
  comment: z.int().optional().describe("The comment that asked."),
  details: z.unknown().describe("Everything about it, as it was carried out."),
});
export type ShownEntry = z.infer<typeof ShownEntry>;

/** What `lanekeeper leases --format json` prints. */
export const LeasesOutput = z.strictObject({
  schemaVersion: z.literal(1),
  repositories: z.array(
    z.strictObject({
      repository: z.string().describe("Owner and name, as last known."),
      id: z.int(),
      leases: z.array(ShownLease).optional().describe("Left out with --ledger."),
      ledger: z.array(ShownEntry).optional().describe("The newest first; left out without --ledger."),
    }),
  ),
});
export type LeasesOutput = z.infer<typeof LeasesOutput>;

export function shownLease(lease: RecordedLease, now: number): ShownLease {
  const { id, agent, mode, paths, starts, expires, number, baseRef, reason, grantedBy } = lease;
  const times = { from: new Date(starts).toISOString(), until: new Date(expires).toISOString() };
  const state = leaseStateAt(lease, now);
  return {
    id,
    agent,
    mode,
    paths: [...paths],
    state,
    ...times,
    number,
    base: baseRef,
    reason,
    grantedBy: grantedBy.login,
  };
}

export function shownEntry({
  epoch,
  at,
  by,
  action,
  subject,
  why,
  number,
  commentId,
  details,
}: LedgerEntry): ShownEntry {
  return {
    epoch,
    at: new Date(at).toISOString(),
    by: { id: by.id, login: by.login },
    tier: by.tier,
    action,
    subject,
    why,
    ...(number === undefined ? {} : { number }),
    ...(commentId === undefined ? {} : { comment: commentId }),
    details: JSON.parse(details),
  };
}
