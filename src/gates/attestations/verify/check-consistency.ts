import type { Signer } from "../../../core/attestation.ts";
import type { Provenance, ReadProvenance } from "../../../formats/attestations/provenance.ts";
import type { TrustedBuilder } from "./expectations.ts";
import { isKnownDelegator } from "./known-delegators.ts";
import { failed, notAsked, passed, type StepResult } from "./steps.ts";
import { workflowUri } from "./workflow-uri.ts";

/**
 * Holds what a build says of itself against what the certificate says of it, whoever issued that. Whoever can sign can write any
 * provenance; the certificate comes from the platform, so that a contradiction is a forgery until it is explained. Where nobody asks about a
 * build (`asked`), somebody may sign what another one's build says of itself; but never as a builder that it is not.
 */
export function checkConsistency(
  signer: Signer,
  read: ReadProvenance | undefined,
  conflict: Conflict | undefined,
  asked: boolean,
): StepResult {
  if (read?.kind === "refused") return failed("bad-statement", read.because);
  if (read?.kind !== "provenance")
    return notAsked("No SLSA provenance, so there are no claims about a build to compare.");
  const unknown = unknownText(read.provenance);
  if (signer.kind === "key") return passed(`A key has no claims of its own to compare with.${unknown}`);
  if (conflict === undefined) return passed(`The provenance says nothing that its certificate contradicts.${unknown}`);
  const { what, said, certified, isForgedBuilder } = conflict;
  const detail = `The provenance names the ${what} ${said}, and its certificate was issued for ${certified}.`;
  if (!asked && !isForgedBuilder)
    return notAsked(`${detail} So it tells of another build than the signer's, and proves nothing of it.`);
  return failed(
    "provenance-conflict",
    `${detail} The certificate counts: take this for an attack until it is explained.`,
  );
}

/** Something that a provenance says and its certificate says otherwise. */
export interface Conflict {
  readonly what: string;
  readonly said: string;
  readonly certified: string;
  /** It names a reusable workflow of another repository, which always signs itself: this is none of its making. */
  readonly isForgedBuilder: boolean;
}

type Certificate = Extract<Signer, { kind: "certificate" }>;

/** Undefined where there is nothing to compare, too. */
export function conflictIn(
  signer: Signer,
  provenance: Provenance | undefined,
  builders: readonly TrustedBuilder[],
): Conflict | undefined {
  if (provenance === undefined || signer.kind === "key") return undefined;
  const { claims } = signer;
  // A person or a platform without workflows is no builder that could be another one.
  const isBuilt = workflowUri(signer.identity) !== undefined && !delegates(signer, builders);
  const builder = isBuilt ? builderConflict(signer.identity, provenance) : undefined;
  if (builder !== undefined) return builder;
  const config = claims.buildConfigUri === undefined ? undefined : workflowUri(claims.buildConfigUri);
  const run = claims.runInvocationUri;
  const pairs: readonly (readonly [what: string, said: string | undefined, certified: string | undefined])[] = [
    ["source repository", provenance.repository, claims.sourceRepositoryUri],
    ["ref", provenance.ref, claims.sourceRepositoryRef],
    ["commit", provenance.commit, claims.sourceRepositoryDigest],
    ["workflow", provenance.workflow, config?.path],
    ["run", provenance.invocation?.startsWith("https://") ? provenance.invocation : undefined, run],
  ];
  for (const [what, said, certified] of pairs) {
    if (said === undefined || certified === undefined || said === certified) continue;
    return { what, said, certified, isForgedBuilder: false };
  }
  return undefined;
}

/** A builder that is no workflow, such as GitHub's runner, says nothing about who may sign. */
function builderConflict(identity: string, { builderId, repository }: Provenance): Conflict | undefined {
  const said = builderId === undefined ? undefined : workflowUri(builderId);
  if (said === undefined || builderId === undefined || builderId === identity) return undefined;
  const signer = workflowUri(identity);
  if (said.ref === undefined && said.workflow === signer?.workflow) return undefined;
  const isForgedBuilder = repository !== undefined && said.repository !== repository;
  return { what: "builder", said: builderId, certified: identity, isForgedBuilder };
}

/** Whether the signer may sign what builders say that it calls. */
export function delegates({ identity, claims }: Certificate, builders: readonly TrustedBuilder[]): boolean {
  return (
    isKnownDelegator(identity) ||
    builders.some((builder) => builder.delegates && isBuilder(builder, identity, claims.buildSignerDigest))
  );
}

/** Whether the signer is this builder, at one of its refs and, where that is named, at its commit. */
export function isBuilder(
  { workflow, refs, digest }: TrustedBuilder,
  identity: string,
  signerDigest: string | undefined,
): boolean {
  const uri = workflowUri(identity);
  if (uri?.ref === undefined || uri.workflow !== workflow || !refs.includes(uri.ref)) return false;
  return digest === undefined || signerDigest === digest;
}

function unknownText({ unknownParameters }: Provenance): string {
  if (unknownParameters.length === 0) return "";
  const shown = unknownParameters.slice(0, 5).map((name) => name.slice(0, 100));
  const more = unknownParameters.length > shown.length ? " and more" : "";
  return ` It has parameters that nobody here can judge: ${shown.join(", ")}${more}.`;
}
