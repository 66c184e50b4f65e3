import type { Gathered } from "../../../core/gate.ts";
import { judgeOwnership } from "../judge.ts";
import type { OwnershipFacts, OwnershipSettings } from "../model.ts";

/**
 * Where an overlap may block, a pass says that none does, and nobody can say so while comparing fails. What is found
 * without it counts as ever.
 */
export function proveOverlaps(settings: OwnershipSettings, facts: OwnershipFacts): Gathered<OwnershipFacts> {
  const { overlaps } = facts;
  const mayBlock = settings.overlap["block-on"].length > 0;
  const lacksProof =
    overlaps.kind === "unavailable" && mayBlock && judgeOwnership(settings, facts).outcome === "passed";
  return lacksProof ? { kind: "unavailable", because: overlaps.because } : { kind: "facts", facts };
}
