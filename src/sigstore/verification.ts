import type { SignatureRequest, Signed, Signer, TrustDomain, TrustedTime } from "../core/attestation.ts";
import type { TrustRoot } from "./roots/trust-root.ts";
import type { Findings } from "./step-ended.ts";

/** The roots of one request. Throws `StepEnded` where a domain has none that may be used. */
export interface RequestRoots {
  rootOf(domain: TrustDomain): TrustRoot;
}

/** Everything that one verification reads and notes. */
export interface Verification {
  readonly request: SignatureRequest;
  readonly roots: RequestRoots;
  readonly findings: Findings;
}

/** What a verification that passed has proven. */
export interface Proven {
  readonly signer: Signer;
  readonly signed: Signed;
  readonly times: readonly TrustedTime[];
}
