import { countOf } from "../../core/count-of.ts";
import { fewFindings } from "../../core/few-findings.ts";
import type { Finding } from "../../core/finding.ts";
import type { JudgedCommits } from "./judge-commits.ts";
import type { JudgedArtifact, JudgedModule } from "./judge-modules.ts";
import type { AttestationFacts, AttestationSettings } from "./model.ts";
import { openText } from "./objection.ts";
import { placeOf, sharePlace } from "./places.ts";
import { modulesOf } from "./policy.ts";
import { type AttestationRule, attestationRules } from "./rules.ts";
import { shareOf } from "./share.ts";

/** So many lines stand below a finding. */
const maxLines = 20;

const why: Readonly<Partial<Record<AttestationRule, string>>> = {
  "unsigned-attestation": "What nobody has signed proves nothing, however it is written.",
  "signer-mismatch": "Anybody can sign anything with a key or workflow of their own.",
  "provenance-conflict": "A build can write any text into its provenance, and none into its certificate.",
  "commit-mismatch": "An attestation of another build stays true, and says nothing of this one.",
  "key-not-valid": "Who has an old key, or one that was lost, is not known any more.",
  "too-few-attested": "What is not attested may have been built by anybody from anything.",
  "fork-cannot-sign":
    "GitHub gives workflows of forks no identity, so that what they build cannot be told from what anybody builds.",
  "commit-not-verified":
    "The configuration asks for signed commits. Their signatures say who has committed, and nothing of a build.",
};
const usualWhy =
  "The policy names what counts, and this is not it: one wrong attestation blocks, whatever else is right.";

/** What is wrong with artifacts, one finding for each of them. */
export function artifactFindings(modules: readonly JudgedModule[], facts: AttestationFacts): readonly Finding[] {
  const all = modules.flatMap(({ facts: { name }, artifacts }) =>
    artifacts
      .filter(({ standing }) => standing === "invalid")
      .map((artifact) => artifactFinding(name, artifact, facts)),
  );
  return fewFindings(all);
}

function artifactFinding(name: string, { artifact, best, others }: JudgedArtifact, facts: AttestationFacts): Finding {
  const { bundle, verdict } = best ?? {};
  const rule = bundle?.unsigned === true ? "unsigned-attestation" : ruleOf(verdict?.stopped?.code);
  const digest = artifact.digests.get("sha256") ?? "";
  const detail = bundle?.unsigned === true ? "There is no signature in it." : (verdict?.stopped?.detail ?? "");
  const trace = [
    `sha256:${digest}`,
    `bundle sha256:${verdict?.bundleSha256 ?? ""}, from ${bundle?.from ?? "nowhere"}`,
    ...(verdict?.steps ?? [])
      .filter(({ outcome }) => outcome === "passed")
      .map(({ step, detail: text }) => `✓ ${step}: ${text}`),
    ...(others > 0 ? [`and ${others} more, none of which is better`] : []),
  ];
  const at = placeOf(rule, name, best, facts);
  return {
    ...found(rule, `${name}: ${artifact.path}, by ${bundle?.from ?? "nothing"}. ${detail}`),
    ...(at === undefined ? {} : { at }),
    trace: trace.slice(0, maxLines),
  };
}

function ruleOf(
  code: NonNullable<NonNullable<JudgedArtifact["best"]>["verdict"]["stopped"]>["code"] | undefined,
): AttestationRule {
  switch (code) {
    case undefined:
    case "unchecked-signature":
      return "bad-signature";
    // Only what failed becomes a finding, and neither this does nor the next.
    case "key-without-time":
      return "key-not-valid";
    case "commit-unknown":
      return "commit-mismatch";
    default:
      return code;
  }
}

/** Too few modules that are attested, or none of a fork's. */
export function shareFindings(
  settings: AttestationSettings,
  modules: readonly JudgedModule[],
  facts: AttestationFacts,
): readonly Finding[] {
  const { verified, total, minimum, reached } = shareOf(settings, modules);
  if (reached) return [];
  const open = modules.filter(({ standing }) => standing === "missing" || standing === "unknown");
  // Each of the others has a finding of its own.
  if (open.length === 0) return [];
  // A key is none of GitHub's to give, so whoever has it can sign what a fork builds, too.
  const keyless = new Set(
    modulesOf(settings).flatMap(({ name, signer }) => (signer?.keys === undefined ? [name] : [])),
  );
  const isForkToBlame = facts.fromFork && open.some((one) => keyless.has(one.facts.name));
  const rule = isForkToBlame ? "fork-cannot-sign" : "too-few-attested";
  const lines = open.slice(0, maxLines).map(openText);
  const trace = open.length > lines.length ? [...lines, `and ${open.length - lines.length} more`] : lines;
  const what = `${verified} of ${countOf(total, "module")} attested, and ${minimum} % have to be.`;
  return [{ ...found(rule, what), at: sharePlace(facts), trace }];
}

/** Commits that do not count, and commits of which it cannot be told: without the whole list nothing is known of the rest. */
export function commitFindings(commits: JudgedCommits | undefined): readonly Finding[] {
  const unknown = commits?.unknown === undefined ? [] : [found("commit-not-verified", commits.unknown)];
  return [...unknown, ...fewFindings((commits?.flaws ?? []).map(({ what }) => found("commit-not-verified", what)))];
}

function found(rule: AttestationRule, what: string): Finding {
  return { rule, what, why: why[rule] ?? usualWhy, fix: attestationRules[rule].fix };
}
