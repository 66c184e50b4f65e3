import type { SignatureVerdict, TrustDomain } from "../../core/attestation.ts";
import type { AttestationFacts, AttestationSettings, CheckedBundle, FoundArtifact, ModuleFacts } from "./model.ts";
import { expectationsOf, modulesOf } from "./policy.ts";
import type { Expectations } from "./verify/expectations.ts";
import { type AttestationVerdict, verifyAttestation } from "./verify/verify-attestation.ts";

/** `missing`: nothing attests it. `unknown`: it could not be looked at, or not be checked. Neither is ever a pass. */
export type Standing = "verified" | "invalid" | "missing" | "unknown";

export interface JudgedArtifact {
  readonly artifact: FoundArtifact;
  readonly standing: Standing;
  /** The attestation that passed or, where none did, that came furthest. */
  readonly best: { readonly bundle: CheckedBundle; readonly verdict: AttestationVerdict } | undefined;
  /** How many others there are that did not pass. */
  readonly others: number;
}

export interface JudgedModule {
  readonly facts: ModuleFacts;
  readonly standing: Standing;
  readonly artifacts: readonly JudgedArtifact[];
}

/** Judges what was found of every module of the settings. Pure; what it says depends on nothing else. */
export function judgeModules(settings: AttestationSettings, facts: AttestationFacts): readonly JudgedModule[] {
  return modulesOf(settings).map((module): JudgedModule => {
    const found = facts.modules.find(({ name }) => name === module.name) ?? unseen(module.name);
    const expected = expectationsOf(module, settings, facts, found.release);
    const artifacts = found.artifacts.map((artifact) => judgeArtifact(artifact, expected, settings, facts));
    return { facts: found, artifacts, standing: standingOf(found, artifacts) };
  });
}

function unseen(name: string): ModuleFacts {
  return { name, artifacts: [], missing: [], unread: ["it was not looked at"], release: undefined };
}

function standingOf({ missing, unread }: ModuleFacts, artifacts: readonly JudgedArtifact[]): Standing {
  const has = (standing: Standing) => artifacts.some((one) => one.standing === standing);
  if (has("invalid")) return "invalid";
  if (has("unknown") || unread.length > 0) return "unknown";
  // No artifact is nothing that could have been verified.
  return has("missing") || missing.length > 0 || artifacts.length === 0 ? "missing" : "verified";
}

function judgeArtifact(
  artifact: FoundArtifact,
  expected: Expectations,
  settings: AttestationSettings,
  facts: AttestationFacts,
): JudgedArtifact {
  const subject = { name: artifact.path, digests: artifact.digests };
  const judged = artifact.bundles.map((bundle) => {
    const signature = withRootAge(bundle.verdict, settings, facts.rootAges);
    return { bundle, verdict: verifyAttestation(signature, subject, expected) };
  });
  const best = judged.toSorted((one, other) => rankOf(other.verdict) - rankOf(one.verdict))[0];
  const common = { artifact, best, others: Math.max(0, judged.length - 1) };
  if (best?.verdict.outcome === "passed") return { ...common, standing: "verified" };
  if (judged.some(({ verdict }) => verdict.outcome === "failed")) {
    return { ...common, standing: "invalid", best: furthestFailure(judged) ?? best };
  }
  return { ...common, standing: judged.length > 0 || artifact.unread.length > 0 ? "unknown" : "missing" };
}

/** A pass counts most, of passes the higher level, and of others the one that came further. */
function rankOf({ outcome, reached, attested }: AttestationVerdict): number {
  return outcome === "passed" ? 1_000 + (attested?.level.level ?? 0) : reached;
}

function furthestFailure(judged: readonly NonNullable<JudgedArtifact["best"]>[]): JudgedArtifact["best"] {
  const failed = judged.filter(({ verdict }) => verdict.outcome === "failed");
  return failed.toSorted((one, other) => other.verdict.reached - one.verdict.reached)[0];
}

/**
 * What rests on roots that are older than the policy allows cannot be judged: what was revoked since is not known. A certificate
 * does, and so does every time that a log or an authority vouches for, without which no key is valid.
 */
function withRootAge(
  verdict: SignatureVerdict,
  { trust }: AttestationSettings,
  ages: ReadonlyMap<TrustDomain, number | undefined>,
): SignatureVerdict {
  const maximum = trust["maximum-age"];
  if (maximum === undefined || verdict.outcome !== "passed") return verdict;
  const limit = Number.parseInt(maximum, 10);
  const domain = domainsOf(verdict).find((one) => (ages.get(one) ?? Number.POSITIVE_INFINITY) > limit);
  if (domain === undefined) return verdict;
  const age = ages.get(domain);
  const is = age === undefined ? "of an unknown age" : `${age} days old`;
  const detail = `The roots of ${domain} are ${is}, and may be ${maximum} old. Let the server refresh them, or raise \`maximum-age\`.`;
  const steps = verdict.steps.map((step) =>
    step.step === "trust-root" ? { ...step, outcome: "unproven" as const, detail } : step,
  );
  return { outcome: "unproven", steps, bundleSha256: verdict.bundleSha256 };
}

/** Without the pinned one: a root of the repository's own is as old as somebody wants it. */
function domainsOf({ signer, times }: Extract<SignatureVerdict, { outcome: "passed" }>): readonly TrustDomain[] {
  const own = signer.kind === "certificate" ? [signer.domain] : [];
  const used = new Set([...own, ...times.map(({ domain }) => domain)]);
  return [...used].filter((domain) => domain !== "pinned");
}
