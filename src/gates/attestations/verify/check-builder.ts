import type { Signer } from "../../../core/attestation.ts";
import type { Provenance } from "../../../formats/attestations/provenance.ts";
import { delegates } from "./check-consistency.ts";
import type { TrustedBuilder } from "./expectations.ts";
import { failed, notAsked, passed, type StepResult } from "./steps.ts";
import { workflowUri } from "./workflow-uri.ts";

/** Who built it: the workflow that a certificate was issued for, or what the provenance says where nobody else does. */
export function builderOf(
  signer: Signer,
  provenance: Provenance | undefined,
  builders: readonly TrustedBuilder[],
): string | undefined {
  const said = provenance?.builderId;
  if (signer.kind === "key" || delegates(signer, builders)) return said;
  const isWorkflow = workflowUri(signer.identity) !== undefined;
  return isWorkflow && (said === undefined || workflowUri(said) !== undefined) ? signer.identity : said;
}

/** An expected workflow without a ref is that workflow at any ref; everything else has to be equal. */
export function checkBuilder(expected: string | undefined, builder: string | undefined): StepResult {
  if (expected === undefined) return notAsked(`No builder was asked for. It says ${builder ?? "none"}.`);
  const isWithoutRef = workflowUri(expected)?.ref === undefined;
  const workflow = builder === undefined ? undefined : workflowUri(builder)?.workflow;
  if (builder === expected || (isWithoutRef && workflow === expected)) return passed(`Built by ${builder}.`);
  const text = `The builder has to be ${expected}, and is ${builder ?? "not said"}. Build with the one that is expected, or expect this one.`;
  return failed("builder-mismatch", text);
}
