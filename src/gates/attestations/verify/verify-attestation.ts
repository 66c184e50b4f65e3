import type { SignatureStep, SignatureVerdict, Signer, StepOutcome, TrustedTime } from "../../../core/attestation.ts";
import { provenanceTypes, readProvenance } from "../../../formats/attestations/provenance.ts";
import { builderOf, checkBuilder } from "./check-builder.ts";
import { checkConsistency, conflictIn } from "./check-consistency.ts";
import { checkIdentity } from "./check-identity.ts";
import { checkSource, type SourceClaims, sourceClaims } from "./check-source.ts";
import { type ArtifactUnderTest, checkStatement, checkSubject } from "./check-subject.ts";
import type { Expectations } from "./expectations.ts";
import { type BuildLevel, checkLevel, levelOf } from "./level.ts";
import {
  type FailureCode,
  failed,
  notAsked,
  type PolicyStep,
  type PolicyStepName,
  passed,
  policySteps,
  type StepResult,
} from "./steps.ts";

/** What an attestation turned out to say, as far as somebody who is known has signed it. */
interface Attested {
  readonly signer: Signer;
  readonly times: readonly TrustedTime[];
  /** Undefined where the artifact itself was signed. */
  readonly predicateType: string | undefined;
  readonly source: SourceClaims;
  readonly builder: string | undefined;
  /** What all of it is worth; said of what has passed alone. */
  readonly level: BuildLevel;
}

export interface AttestationVerdict {
  readonly outcome: "passed" | "failed" | "unproven";
  readonly steps: readonly (StepOutcome<SignatureStep> | PolicyStep)[];
  /** The step that was not passed; undefined when all were. */
  readonly stopped:
    | { readonly step: SignatureStep | PolicyStepName; readonly code: FailureCode; readonly detail: string }
    | undefined;
  /** How many steps were passed: the more, the nearer to a pass. */
  readonly reached: number;
  /** Once the signature holds. It says nothing of whether it is the right one. */
  readonly attested: Attested | undefined;
  readonly bundleSha256: string;
}

/** Judges one attestation of one artifact by what is asked of it. Every exception ends in no pass. */
export function verifyAttestation(
  verdict: SignatureVerdict,
  artifact: ArtifactUnderTest,
  expected: Expectations,
): AttestationVerdict {
  if (verdict.outcome !== "passed") return withoutSignature(verdict);
  const { result: statementResult, statement } = checkStatement(verdict.signed);
  const read = statement === undefined ? undefined : readProvenance(statement);
  const provenance = read?.kind === "provenance" ? read.provenance : undefined;
  const { signer, times } = verdict;
  const builders = expected.trustedBuilders;
  const builder = builderOf(signer, provenance, builders);
  const source = sourceClaims(signer, provenance);
  const conflict = conflictIn(signer, provenance, builders);
  const { keyBindings, platformIssuer } = expected;
  const contradicted = conflict !== undefined;
  const level = levelOf({ signer, provenance: read, builders, platformIssuer, keyBindings, contradicted });
  const checks: Record<PolicyStepName, () => StepResult> = {
    statement: () => statementResult,
    subject: () => checkSubject(statement, artifact),
    identity: () => checkIdentity(signer, expected.signer),
    "predicate-type": () => checkPredicateType(statement?.predicateType, expected.predicateTypes),
    consistency: () => checkConsistency(signer, read, conflict, asksAboutBuild(expected)),
    source: () => checkSource(source, expected.source),
    builder: () => checkBuilder(expected.builder, builder),
    key: () => checkKey(signer, times, expected.keyRule),
    level: () => checkLevel(level, expected.minimumLevel),
  };
  const { steps, stopped } = runSteps(checks);
  const all = [...verdict.steps, ...steps];
  return {
    outcome: stopped === undefined ? "passed" : stopped.outcome,
    steps: all,
    stopped,
    reached: stopped === undefined ? all.length : all.findIndex((one) => one.step === stopped.step),
    attested: { signer, times, predicateType: statement?.predicateType, source, builder: builder.id, level },
    bundleSha256: verdict.bundleSha256,
  };
}

/** Whether anything is expected that only a build's own provenance answers. */
function asksAboutBuild({ source, builder, predicateTypes, minimumLevel }: Expectations): boolean {
  // What is unknown of `commits` is no question of its own.
  const { unknownCommits: _, ...rules } = source;
  const isSource = Object.values(rules).some((rule) => rule !== undefined);
  const isProvenance = predicateTypes?.some((type) => type in provenanceTypes) === true;
  return isSource || isProvenance || builder !== undefined || minimumLevel > 0;
}

function checkPredicateType(type: string | undefined, accepted: readonly string[] | undefined): StepResult {
  if (accepted === undefined)
    return notAsked(type === undefined ? "Any was to be taken." : `Any was to be taken; it is ${type}.`);
  if (type !== undefined && accepted.includes(type)) return passed(`The predicate is ${type}.`);
  const text = `The predicate has to be ${accepted.join(" or ")}, and is ${type ?? "none: the artifact itself is signed"}. Attest what is asked for, or accept this type.`;
  return failed("predicate-type-mismatch", text);
}

function checkKey(signer: Signer, times: readonly TrustedTime[], rule: Expectations["keyRule"]): StepResult {
  if (signer.kind === "certificate")
    return notAsked("A certificate is only valid for minutes; its age is checked with it.");
  if (rule === undefined) return notAsked("No registry says from when until when the key is valid.");
  const { outcome, code, detail } = rule(signer, times);
  return code === undefined ? { outcome, detail } : { outcome, code, detail };
}

type Stopped = NonNullable<AttestationVerdict["stopped"]> & { readonly outcome: "failed" | "unproven" };

function runSteps(checks: Record<PolicyStepName, () => StepResult>) {
  const steps: PolicyStep[] = [];
  let stopped: Stopped | undefined;
  for (const step of policySteps) {
    if (stopped !== undefined) {
      steps.push({ step, outcome: "not-reached", detail: "" });
      continue;
    }
    const { outcome, code = "bad-statement", detail } = checks[step]();
    steps.push({ step, outcome, detail });
    if (outcome === "failed" || outcome === "unproven") stopped = { step, outcome, code, detail };
  }
  return { steps, stopped };
}

function withoutSignature({
  outcome,
  steps,
  bundleSha256,
}: Exclude<SignatureVerdict, { outcome: "passed" }>): AttestationVerdict {
  const index = steps.findIndex((one) => one.outcome === "failed" || one.outcome === "unproven");
  const step = steps[index];
  return {
    outcome,
    steps: [...steps, ...policySteps.map((name): PolicyStep => ({ step: name, outcome: "not-reached", detail: "" }))],
    stopped: {
      step: step?.step ?? "bundle",
      code: outcome === "failed" ? "bad-signature" : "unchecked-signature",
      detail: step?.detail ?? "The signature could not be checked.",
    },
    reached: Math.max(index, 0),
    attested: undefined,
    bundleSha256,
  };
}
