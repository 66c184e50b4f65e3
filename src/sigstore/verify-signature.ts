import type { SignatureRequest, SignatureVerdict } from "../core/attestation.ts";
import type { Bundle, Envelope } from "../formats/attestations/model.ts";
import { readBundle } from "../formats/attestations/read-bundle.ts";
import { type Findings, failed, StepEnded, wordsOf } from "./step-ended.ts";
import { digestOf, stepsOf } from "./verdict.ts";
import type { Proven, RequestRoots, Verification } from "./verification.ts";
import { verifyCertified } from "./verify-certified.ts";
import { verifyKeyed } from "./verify-keyed.ts";

/** Verifies one signature, at once and with no network. Never throws for what a bundle holds. */
export function verifySignature(request: SignatureRequest, roots: RequestRoots): SignatureVerdict {
  const findings: Findings = new Map();
  const bundleSha256 = digestOf(request.bundle);
  try {
    const proven = verify(readShape(request.bundle), { request, roots, findings });
    return { outcome: "passed", steps: stepsOf(findings), ...proven, bundleSha256 };
  } catch (error) {
    // Whatever went wrong, it is no pass.
    const end = error instanceof StepEnded ? error : failed("bundle", `It could not be verified (${wordsOf(error)}).`);
    findings.set(end.step, { outcome: end.outcome, detail: end.message });
    return { outcome: end.outcome, steps: stepsOf(findings), bundleSha256 };
  }
}

function readShape(bytes: Uint8Array): Bundle | Envelope {
  const read = readBundle(bytes);
  if (read.kind === "refused") throw failed("bundle", `The bundle is refused: ${read.because}`);
  return read.value;
}

function verify(shape: Bundle | Envelope, verification: Verification): Proven {
  const { findings } = verification;
  if (shape.kind === "envelope") {
    findings.set("bundle", {
      outcome: "passed",
      detail: "A bare DSSE envelope with one signature, which only a key can vouch for.",
    });
    return verifyKeyed(
      { hint: shape.keyId, mustFit: false, entries: [], timestamps: [], content: shape },
      verification,
    );
  }
  const { signer, content, version } = shape;
  const what = content.kind === "envelope" ? "a DSSE envelope" : "a signature of an artifact";
  findings.set("bundle", { outcome: "passed", detail: `A Sigstore bundle of version ${version} with ${what}.` });
  return signer.kind === "certificate"
    ? verifyCertified(shape, signer.leaf, verification)
    : verifyKeyed({ ...shape, hint: signer.hint, mustFit: signer.hint !== "" }, verification);
}
