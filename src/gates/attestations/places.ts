import { configurationPath } from "../../core/configuration-path.ts";
import type { Finding } from "../../core/finding.ts";
import type { JudgedArtifact } from "./judge-modules.ts";
import type { AttestationFacts, PolicyKey } from "./model.ts";
import type { AttestationRule } from "./rules.ts";

type Place = NonNullable<Finding["at"]>;

/** Which key of the policy a finding is about: either it is right and the attestation wrong, or the other way around. */
const policyKeys: Readonly<Partial<Record<AttestationRule, PolicyKey>>> = {
  "signer-mismatch": "signer",
  "predicate-type-mismatch": "predicate-types",
  "source-mismatch": "source",
  "builder-mismatch": "builder",
  "level-too-low": "minimum-level",
};

/** Where the cause of a finding about an artifact stands in head: a bundle, a key of the registry or a line of the policy. */
export function placeOf(
  rule: AttestationRule,
  module: string,
  best: JudgedArtifact["best"],
  facts: AttestationFacts,
): Place | undefined {
  const path = best?.bundle.path;
  if (path !== undefined) return { path };
  return rule === "key-not-valid" ? keyPlace(best, facts) : policyPlace(rule, module, facts);
}

/** The line of the registry, where head has the same registry. */
function keyPlace(best: JudgedArtifact["best"], { keys, registry }: AttestationFacts): Place | undefined {
  const signer = best?.verdict.attested?.signer;
  if (signer?.kind !== "key" || !registry.unchanged) return undefined;
  return lineOf(registry.path, keys.find(({ id }) => id === signer.id)?.line);
}

/** The module's own key, or the gate's; what is asked for by default stands where the module does. */
function policyPlace(rule: AttestationRule, module: string, { policy }: AttestationFacts): Place | undefined {
  const key = policyKeys[rule];
  if (key === undefined) return undefined;
  const places = policy.modules.get(module);
  return lineOf(configurationPath, places?.keys.get(key) ?? policy.keys.get(key) ?? places?.line);
}

/** Of the share that is asked for; the whole file where it is what is asked for by default. */
export function sharePlace({ policy }: AttestationFacts): Place {
  return lineOf(configurationPath, policy.keys.get("minimum-attested")) ?? { path: configurationPath };
}

function lineOf(path: string, line: number | undefined): Place | undefined {
  return line === undefined ? undefined : { path, firstLine: line, lastLine: line };
}
