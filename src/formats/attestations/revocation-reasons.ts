/** Why a key signs no more. */
export const revocationReasons = ["superseded", "compromise"] as const;
export type RevocationReason = (typeof revocationReasons)[number];
