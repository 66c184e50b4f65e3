import { workflowUri } from "./workflow-uri.ts";

/**
 * Reusable workflows that sign the provenance of builders they call, which is what they are there for. Only a signer that
 * somebody has asked for by name ever comes here.
 * Source: https://github.com/slsa-framework/slsa-verifier/blob/main/verifiers/utils/builder.go
 */
const workflows: ReadonlySet<string> = new Set([
  "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/delegator_generic_slsa3.yml",
  "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/delegator_lowperms-generic_slsa3.yml",
]);

/** Tags of releases alone: a branch can hold anything. */
export function isKnownDelegator(identity: string): boolean {
  const uri = workflowUri(identity);
  return uri?.ref !== undefined && workflows.has(uri.workflow) && /^refs\/tags\/v\d+\.\d+\.\d+$/.test(uri.ref);
}
