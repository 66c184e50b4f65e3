import type { StepOutcome } from "../../../core/attestation.ts";

/** What is asked of an attestation once its signature holds, in this order. */
export const policySteps = [
  "statement",
  "subject",
  "identity",
  "predicate-type",
  "consistency",
  "source",
  "builder",
  "key",
  "level",
] as const;
export type PolicyStepName = (typeof policySteps)[number];

/** What is wrong, for programs and for the gate's rules. */
export const failureCodes = [
  "bad-signature",
  "unchecked-signature",
  "bad-statement",
  "subject-mismatch",
  "signer-mismatch",
  "predicate-type-mismatch",
  "provenance-conflict",
  "source-mismatch",
  "commit-mismatch",
  "commit-unknown",
  "builder-mismatch",
  "key-not-valid",
  "key-without-time",
  "level-too-low",
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** `not-asked`: nothing was expected, so nothing was compared. */
export interface PolicyStep {
  readonly step: PolicyStepName;
  readonly outcome: StepOutcome["outcome"] | "not-asked";
  /** Plain text for people: what was found or what is wrong, with the values compared, and what to do. */
  readonly detail: string;
}

export interface StepResult {
  readonly outcome: Exclude<PolicyStep["outcome"], "not-reached">;
  /** Of what failed or could not be told. */
  readonly code?: FailureCode;
  readonly detail: string;
}

export function passed(detail: string): StepResult {
  return { outcome: "passed", detail };
}

export function notAsked(detail: string): StepResult {
  return { outcome: "not-asked", detail };
}

/** What could not be told, which is no pass either. */
export function unproven(code: FailureCode, detail: string): StepResult {
  return { outcome: "unproven", code, detail };
}

export function failed(code: FailureCode, detail: string): StepResult {
  return { outcome: "failed", code, detail };
}
