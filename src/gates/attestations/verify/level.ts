import { githubIssuer } from "../../../core/actions-issuer.ts";
import type { Signer } from "../../../core/attestation.ts";
import type { ReadProvenance } from "../../../formats/attestations/provenance.ts";
import { isBuilder } from "./check-consistency.ts";
import type { KeyBinding, TrustedBuilder } from "./expectations.ts";
import { failed, notAsked, passed, type StepResult } from "./steps.ts";
import { workflowUri } from "./workflow-uri.ts";

/** A level of SLSA's Build track that the evidence supports, and why not another. */
export interface BuildLevel {
  readonly level: 0 | 1 | 2 | 3;
  readonly because: string;
}

interface Evidence {
  readonly signer: Signer;
  /** Undefined where the artifact itself was signed. */
  readonly provenance: ReadProvenance | undefined;
  readonly builders: readonly TrustedBuilder[];
  /** Who vouches for workflows of the server, beside GitHub's own. */
  readonly platformIssuer: string;
  readonly keyBindings: readonly KeyBinding[];
  /** The provenance is of another build than the signer's. */
  readonly contradicted: boolean;
}

/** Of evidence that has passed everything before. What a predicate says of its builder never raises it by itself. */
export function levelOf(evidence: Evidence): BuildLevel {
  const { signer, provenance: read, builders, keyBindings, contradicted, platformIssuer } = evidence;
  if (read?.kind !== "provenance") return { level: 0, because: "signed, but not provenance" };
  if (contradicted) return { level: 0, because: "the provenance is contradicted by its certificate" };
  const { builderId } = read.provenance;
  if (builderId === undefined) return { level: 0, because: "the provenance names no builder" };
  return signer.kind === "key"
    ? levelOfKey(signer.id, builderId, keyBindings)
    : levelOfCertificate(signer, builders, platformIssuer);
}

function levelOfKey(id: string, builderId: string, bindings: readonly KeyBinding[]): BuildLevel {
  const binding = bindings.find((one) => one.id === id);
  if (binding?.builderId === undefined || binding.level === undefined) {
    return { level: 1, because: `authentic by the key ${id}; a hosted build is not shown` };
  }
  if (binding.builderId !== builderId) {
    return { level: 1, because: `authentic by the key ${id}, which is registered for another builder` };
  }
  const level = binding.level >= 3 ? 3 : binding.level >= 2 ? 2 : 1;
  return { level, because: `the registry asserts it of the key ${id} and its builder` };
}

function levelOfCertificate(
  { identity, claims }: Extract<Signer, { kind: "certificate" }>,
  builders: readonly TrustedBuilder[],
  platformIssuer: string,
): BuildLevel {
  const workflow = workflowUri(identity);
  const isPlatform = claims.issuer === githubIssuer || claims.issuer === platformIssuer;
  if (!isPlatform || workflow === undefined) {
    const is =
      identity.includes("@") && !identity.includes("/")
        ? "signed by a person, not a platform"
        : "not a platform whose runners are known here";
    return { level: 1, because: is };
  }
  if (claims.runnerEnvironment !== "github-hosted") {
    return {
      level: 1,
      because: `the runner is ${claims.runnerEnvironment ?? "not named"}, so the build was not shown to be hosted`,
    };
  }
  const builder = builders.find((one) => isBuilder(one, identity, claims.buildSignerDigest));
  const isOwn = claims.sourceRepositoryUri === undefined || workflow.repository === claims.sourceRepositoryUri;
  if (builder !== undefined && !isOwn)
    return { level: builder.level, because: `${identity} is listed with level ${builder.level}` };
  return { level: 2, because: "the platform vouches for the workflow; steps of the build could write the provenance" };
}

export function checkLevel({ level, because }: BuildLevel, minimum: number): StepResult {
  const text = `SLSA Build L${level}: ${because}.`;
  if (minimum === 0) return notAsked(text);
  if (level >= minimum) return passed(text);
  const next = adviceFor(level);
  return failed("level-too-low", `L${minimum} is asked for, and the evidence supports L${level}: ${because}. ${next}`);
}

function adviceFor(level: BuildLevel["level"]): string {
  switch (level) {
    case 0:
      return "Attest build provenance, such as with actions/attest-build-provenance.";
    case 1:
      return "Build on a runner of GitHub and sign keylessly there, or register the key for its builder.";
    default:
      return "Build and sign in a reusable workflow of another repository, and list it under `builders`.";
  }
}
