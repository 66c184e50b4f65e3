import type { SignatureRequest, SignatureVerdict } from "../../src/core/attestation.ts";
import { trustRootMemory } from "../../src/sigstore/roots/trust-root.ts";
import { embeddedRoots, requestRoots } from "../../src/sigstore/stored-root.ts";
import { verifySignature } from "../../src/sigstore/verify-signature.ts";
import type { SigningWorld } from "../support/signing-world.ts";

const read = trustRootMemory();
const embedded = embeddedRoots();

/** Verifies in this thread, by the roots that ship unless a root is pinned. */
export function judge(
  bundle: Uint8Array,
  { now = Date.now(), ...rest }: Partial<SignatureRequest> = {},
): SignatureVerdict {
  const request = { bundle, domains: ["public-good", "github"] as const, keys: [], now, ...rest };
  return verifySignature(request, requestRoots(request, embedded, read));
}

/** Verifies by the root of a world of the test's own. */
export function judgeIn(
  world: SigningWorld,
  bundle: Uint8Array,
  changes: Partial<SignatureRequest> = {},
): SignatureVerdict {
  return judge(bundle, { domains: ["pinned"], pinnedRoot: world.trustedRoot, now: world.at + 60_000, ...changes });
}

/** `passed`, or the step that decided with its outcome and what it says. */
export function end({ outcome, steps }: SignatureVerdict): string {
  if (outcome === "passed") return "passed";
  const step = steps.find((one) => one.outcome === outcome);
  return `${step?.step} ${outcome}: ${step?.detail}`;
}
