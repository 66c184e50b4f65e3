import type { Listing } from "./listing.ts";

/** An account as the platform authenticated it. The id never changes hands; the login may. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "bot" | "user" | "other";
}

/** Who acted on a pull request, as far as the platform itself vouches for it. Each account is listed once. */
export interface Acting {
  /** Who opened it; undefined where the account is gone. */
  readonly author: Account | undefined;
  /** Who pushed to its branch, the last one first. */
  readonly pushers: Listing<Account>;
  /** Who committed what it brings, where a signature that the platform checked proves it. */
  readonly signers: Listing<Account>;
}
