import { mayHoldExclusiveRights, type TrustTier } from "../../../core/trust-tier.ts";

interface Acting {
  readonly agent: string | null;
}

interface KnownActing extends Acting {
  readonly trust: TrustTier;
}

/** Whether one agent acts on both; not where nobody knows one. */
export function isSameAgent(one: Acting | undefined, other: Acting | undefined): boolean {
  return one !== undefined && one.agent !== null && one.agent === other?.agent;
}

/** The same, where both have proven who they are: what anybody can write into a branch or a commit spares nobody anything. */
export function isProvenSameAgent(one: KnownActing | undefined, other: KnownActing | undefined): boolean {
  return (
    isSameAgent(one, other) && [one, other].every((each) => each !== undefined && mayHoldExclusiveRights(each.trust))
  );
}
