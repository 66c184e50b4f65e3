import type { Account } from "./acting.ts";
import type { TrustTier } from "./trust-tier.ts";

/** What GitHub says that a person may do in a repository, from least to most. */
const permissions = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Permission = (typeof permissions)[number];

/** For whom an account acts, and how far that is known. */
export interface Identity {
  readonly tier: TrustTier;
  /** Undefined for people who act for themselves, and for bots that nobody has registered. */
  readonly agent: string | undefined;
}

/** Who wrote a command. */
export interface Actor extends Identity {
  readonly account: Account;
  readonly permission: Permission;
  /** Written by an app in the person's name, so that the person may not have read it. */
  readonly throughApp: boolean;
}

export function isAtLeast(permission: Permission, least: Permission): boolean {
  return permissions.indexOf(permission) >= permissions.indexOf(least);
}
