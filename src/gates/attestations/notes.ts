import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { JudgedArtifact, JudgedModule } from "./judge-modules.ts";
import { agesOf } from "./keys/settings.ts";
import { keyStateAt } from "./keys/states.ts";
import { standingText } from "./keys/texts.ts";
import type { AttestationFacts, AttestationSettings } from "./model.ts";
import { openText } from "./objection.ts";
import { type AttestationRule, attestationRules } from "./rules.ts";

const maxLines = 20;

/** What is worth knowing and does not block. */
export function notesOf(
  settings: AttestationSettings,
  facts: AttestationFacts,
  modules: readonly JudgedModule[],
): readonly Finding[] {
  const named = (standing: JudgedModule["standing"]) =>
    modules.filter((one) => one.standing === standing).map(openText);
  const artifacts = modules.flatMap((module) => module.artifacts);
  return [
    ...note("not-attested", "not attested", named("missing"), "They count against the share of modules that are."),
    ...note("not-checked", "not checked", named("unknown"), "What cannot be checked is no pass."),
    ...note(
      "key-due",
      "due for rotation",
      dueKeys(settings, facts, artifacts),
      "What is signed after its end does not count.",
      "key",
    ),
    ...note(
      "other-attestations",
      "attested by one, and have others that do not count",
      artifacts.filter(({ standing, others }) => standing === "verified" && others > 0).flatMap(othersText),
      "One that holds is enough; the others prove nothing.",
      "artifact",
    ),
    ...note(
      "empty-artifact",
      "empty",
      artifacts.filter(({ artifact }) => artifact.size === 0).map(({ artifact }) => artifact.path),
      "An attestation of no bytes is true of any build that makes none.",
      "artifact",
    ),
  ];
}

/** Keys that have signed what counts, and are near their end now. */
function dueKeys(
  settings: AttestationSettings,
  { keys, now }: AttestationFacts,
  artifacts: readonly JudgedArtifact[],
): readonly string[] {
  const ages = agesOf(settings.keys);
  const used = new Set(artifacts.flatMap(({ best }) => signerKey(best)));
  return keys
    .filter((key) => used.has(key.id) && keyStateAt(key, ages, now) === "due")
    .map((key) => `${key.id} ${standingText(key, ages, now)}`);
}

function signerKey(best: JudgedArtifact["best"]): readonly string[] {
  const signer = best?.verdict.outcome === "passed" ? best.verdict.attested?.signer : undefined;
  return signer?.kind === "key" ? [signer.id] : [];
}

function othersText({ artifact, best }: JudgedArtifact): readonly string[] {
  const others = artifact.bundles.filter((one) => one !== best?.bundle);
  const counted = best?.verdict.outcome === "passed" ? others : [];
  return counted.length === 0
    ? []
    : [
        `${artifact.path}: ${counted
          .slice(0, 3)
          .map(({ from }) => from)
          .join("; ")}`,
      ];
}

function note(
  rule: AttestationRule,
  what: string,
  lines: readonly string[],
  why: string,
  noun = "module",
): readonly Finding[] {
  if (lines.length === 0) return [];
  const hidden = lines.length - maxLines;
  const trace = hidden > 0 ? [...lines.slice(0, maxLines), `and ${hidden} more`] : lines;
  const text = `${countOf(lines.length, noun)} ${lines.length === 1 ? "is" : "are"} ${what}.`;
  return [{ rule, what: text, why, fix: attestationRules[rule].fix, trace }];
}
