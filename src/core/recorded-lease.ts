import { z } from "zod";
import type { Lease } from "./lease.ts";

/**
 * What is stored of a lease's life. `requested` grants nothing until somebody with the right hands the paths over. The last
 * five are its end: `fulfilled` when its pull request was merged or closed.
 */
export const LeaseState = z.enum(["requested", "active", "expired", "released", "revoked", "superseded", "fulfilled"]);
export type LeaseState = z.infer<typeof LeaseState>;

/**
 * A lease with its life. It is called by the epoch in which it was granted, such as `L12`: of two, the younger has the
 * greater.
 */
export interface RecordedLease extends Lease {
  readonly state: LeaseState;
  /** How long it was asked for; a renewal gives as much again. */
  readonly ttlMs: number;
  /** The pull request or issue in which it was asked for. */
  readonly number: number;
  /**
   * The branch, by its short name, whose map granted it, and for whose pull requests alone it counts. Whoever may push makes a
   * branch with any map at all.
   */
  readonly baseRef: string;
  readonly reason: string;
  readonly grantedBy: { readonly id: number; readonly login: string };
}

export interface LeaseLimits {
  readonly defaultTtlMs: number;
  readonly maxTtlMs: number;
  /** Of one agent. */
  readonly maxActive: number;
  /** Of one lease, as the base branch has them. */
  readonly maxFiles: number;
}

/** In its last fifth a lease that is not renewed is about to end. */
const expiringShare = 0.2;

/** The state at a moment, whether or not anybody has written down yet that its time is over. */
export function leaseStateAt(
  lease: Pick<RecordedLease, "state" | "expires" | "ttlMs">,
  now: number,
): LeaseState | "expiring" {
  const { state, expires, ttlMs } = lease;
  if (state !== "active" && state !== "requested") return state;
  if (now >= expires) return "expired";
  return state === "active" && now >= expires - ttlMs * expiringShare ? "expiring" : state;
}

/** Whether it gives rights at that moment. */
export function isHeldAt(lease: Pick<RecordedLease, "state" | "starts" | "expires">, now: number): boolean {
  return lease.state === "active" && lease.starts <= now && now < lease.expires;
}

export function leaseId(epoch: number): string {
  return `L${epoch}`;
}
