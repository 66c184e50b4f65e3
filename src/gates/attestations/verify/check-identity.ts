import type { Signer } from "../../../core/attestation.ts";
import { matchesName } from "../../../formats/globs/name-pattern.ts";
import type { IdentityRule, SignerRule } from "./expectations.ts";
import { failed, passed, type StepResult } from "./steps.ts";
import { workflowUri } from "./workflow-uri.ts";

/** Whether whoever signed is who should have. */
export function checkIdentity(signer: Signer, rule: SignerRule): StepResult {
  if (rule.kind === "keys") return checkKey(signer, rule.ids);
  if (signer.kind === "key") {
    return mismatch(
      `a certificate for ${ruleText(rule.identity)} was expected, and the key ${signer.id} has signed. Sign keylessly, or name the key as the signer.`,
    );
  }
  const { identity, claims } = signer;
  if (claims.issuer !== rule.issuer) {
    const next = "Who signed is only worth what the issuer is: name the one that you trust.";
    return mismatch(
      `expected the issuer ${rule.issuer}, got ${claims.issuer ?? "none"}; signed by ${identity}. ${next}`,
    );
  }
  if (!fits(rule.identity, identity)) {
    return mismatch(
      `expected ${ruleText(rule.identity)}, signed by ${identity}. ${adviceFor(rule.identity, identity)}`,
    );
  }
  const digest = rule.identity.kind === "workflow" ? rule.identity.digest : undefined;
  if (digest !== undefined && claims.buildSignerDigest !== digest) {
    return mismatch(
      `expected the workflow at commit ${digest}, got ${claims.buildSignerDigest ?? "none"}. If the workflow was to change, name its new commit.`,
    );
  }
  return passed(`Signed by ${identity}, as ${rule.issuer} says.`);
}

function adviceFor(rule: IdentityRule, identity: string): string {
  if (rule.kind === "exact" && identity.startsWith(`${rule.identity}@`))
    return "The identity of a workflow has its ref behind an @: write that, too, or a pattern.";
  return "If that is who should sign, name it as the signer.";
}

function checkKey(signer: Signer, ids: readonly string[]): StepResult {
  if (signer.kind === "certificate") {
    return mismatch(
      `expected a signature of ${ids.join(" or ")}, got a certificate for ${signer.identity}. Sign with the key, or name that identity as the signer.`,
    );
  }
  if (!ids.includes(signer.id)) {
    return mismatch(
      `expected a signature of ${ids.join(" or ")}, got one of ${signer.id}. If that key may sign this, name it as a signer.`,
    );
  }
  return passed(`Signed by the key ${signer.id}, ${signer.fingerprint}.`);
}

function mismatch(text: string): StepResult {
  return failed("signer-mismatch", `Somebody else has signed: ${text}`);
}

function fits(rule: IdentityRule, identity: string): boolean {
  switch (rule.kind) {
    case "exact":
      return identity === rule.identity;
    case "pattern":
      return matchesName(rule.pattern, identity);
    case "workflow": {
      const uri = workflowUri(identity);
      if (uri?.ref === undefined || uri.workflow !== rule.workflow) return false;
      return rule.ref === undefined || uri.ref === rule.ref;
    }
  }
}

/** What is expected, in words. */
function ruleText(rule: IdentityRule): string {
  switch (rule.kind) {
    case "exact":
      return rule.identity;
    case "pattern":
      return `something like ${rule.pattern}`;
    case "workflow":
      return rule.ref === undefined ? rule.workflow : `${rule.workflow}@${rule.ref}`;
  }
}
