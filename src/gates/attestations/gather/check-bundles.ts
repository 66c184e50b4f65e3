import type { SignatureRequest, SignatureVerdict, SignatureVerifier } from "../../../core/attestation.ts";
import type { CheckedBundle } from "../model.ts";
import type { Candidate } from "./bundles.ts";
import type { Subject } from "./subjects.ts";
import { isUnsigned } from "./unsigned.ts";

type Trust = Pick<SignatureRequest, "domains" | "pinnedRoot" | "keys" | "now">;

export type BundleChecker = (candidate: Candidate, subject: Subject) => Promise<CheckedBundle>;

/**
 * Checks signatures for one module. What an envelope says is the same for every subject, so it is checked once; a signature of
 * the artifact itself is checked with each.
 */
export function bundleChecker(verifier: SignatureVerifier, trust: Trust): BundleChecker {
  const envelopes = new Map<Candidate, SignatureVerdict>();
  return async (candidate, { sha256, sha512 }) => {
    const { bundle, from, path } = candidate;
    const known = envelopes.get(candidate);
    const verdict = known ?? (await verifier.verify({ bundle, ...trust, artifact: { sha256, sha512 } }));
    if (verdict.outcome === "passed" && verdict.signed.kind === "payload") envelopes.set(candidate, verdict);
    return { from, path, verdict, unsigned: verdict.outcome !== "passed" && isUnsigned(bundle) };
  };
}
