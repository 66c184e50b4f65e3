import { z } from "zod";

/**
 * How far it may be believed which agent acts. `verified`: the platform says that the agent's own account opened the pull
 * request; `verified-pusher`: that it pushed or signed commits of it. `delegated`: a person whom the configuration lets speak
 * for the agent says so. `declared`: somebody else says so. `hint`: a name, an address or a trailer that anybody can write.
 * `unknown-bot`: a program that nobody has listed. `automation`: a program that is no coding agent. `none`: a person.
 */
export const TrustTier = z.enum([
  "verified",
  "verified-pusher",
  "delegated",
  "declared",
  "hint",
  "unknown-bot",
  "automation",
  "none",
]);
export type TrustTier = z.infer<typeof TrustTier>;

/** Whether somebody of this tier may hold what an agent alone may change. */
export function mayHoldExclusiveRights(tier: TrustTier): boolean {
  return tier === "verified" || tier === "verified-pusher" || tier === "delegated";
}
