import { createHash } from "node:crypto";
import { type SignatureStep, type SignatureVerdict, type StepOutcome, signatureSteps } from "../core/attestation.ts";
import { MAX_BUNDLE_BYTES } from "../formats/attestations/limits.ts";
import type { Findings } from "./step-ended.ts";

/** Hex SHA-256 of a bundle; empty for one that is too large to be read. */
export function digestOf(bundle: Uint8Array): string {
  return bundle.length > MAX_BUNDLE_BYTES ? "" : createHash("sha256").update(bundle).digest("hex");
}

/** Every step in its order; what nobody came to is not reached. */
export function stepsOf(findings: Findings): StepOutcome<SignatureStep>[] {
  return signatureSteps.map((step) => ({
    step,
    ...(findings.get(step) ?? { outcome: "not-reached", detail: "Not reached: an earlier check decided." }),
  }));
}

/** A verdict that was reached before anything was read. */
export function verdictUnread(bundle: Uint8Array, outcome: "failed" | "unproven", detail: string): SignatureVerdict {
  return { outcome, steps: stepsOf(new Map([["bundle", { outcome, detail }]])), bundleSha256: digestOf(bundle) };
}
