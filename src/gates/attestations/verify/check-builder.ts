import type { Signer } from "../../../core/attestation.ts";
import type { Provenance } from "../../../formats/attestations/provenance.ts";
import { delegates } from "./check-consistency.ts";
import type { TrustedBuilder } from "./expectations.ts";
import { failed, notAsked, passed, type StepResult } from "./steps.ts";
import { workflowUri } from "./workflow-uri.ts";

export interface Builder {
  readonly id: string | undefined;
  /** Whether anybody says so who did not write the provenance for himself: a certificate, a listed builder, or a key's holder. */
  readonly isVouchedFor: boolean;
}

/**
 * Who built it: the workflow that a certificate was issued for, or what the provenance says. That counts of a key, which is worth
 * what its holder is, of a listed builder that calls others, and of the runner that the certificate names.
 */
export function builderOf(
  signer: Signer,
  provenance: Provenance | undefined,
  builders: readonly TrustedBuilder[],
): Builder {
  const said = provenance?.builderId;
  if (signer.kind === "key" || delegates(signer, builders)) return { id: said, isVouchedFor: true };
  const isWorkflow = workflowUri(signer.identity) !== undefined;
  if (isWorkflow && (said === undefined || workflowUri(said) !== undefined)) {
    return { id: signer.identity, isVouchedFor: true };
  }
  const { runnerEnvironment } = signer.claims;
  const isRunner = runnerEnvironment !== undefined && said === `${runners}${runnerEnvironment}`;
  return { id: said, isVouchedFor: isWorkflow && isRunner };
}

/** What actions/attest-build-provenance calls a runner, with its kind behind. */
const runners = "https://github.com/actions/runner/";

/** An expected workflow without a ref is that workflow at any ref; everything else has to be equal. */
export function checkBuilder(expected: string | undefined, { id, isVouchedFor }: Builder): StepResult {
  if (expected === undefined) return notAsked(`No builder was asked for. It says ${id ?? "none"}.`);
  const isWithoutRef = workflowUri(expected)?.ref === undefined;
  const workflow = id === undefined ? undefined : workflowUri(id)?.workflow;
  if (id !== expected && !(isWithoutRef && workflow === expected)) {
    const text = `The builder has to be ${expected}, and is ${id ?? "not said"}. Build with the one that is expected, or expect this one.`;
    return failed("builder-mismatch", text);
  }
  if (isVouchedFor) return passed(`Built by ${id}.`);
  const text = `The builder has to be ${expected}, which only the provenance itself says: whoever signed may write any builder into it. Sign with the builder's own workflow, or with one that \`builders\` lists with \`delegates\`.`;
  return failed("builder-mismatch", text);
}
