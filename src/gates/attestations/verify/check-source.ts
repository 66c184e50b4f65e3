import type { CertificateClaims, Signer } from "../../../core/attestation.ts";
import type { Provenance } from "../../../formats/attestations/provenance.ts";
import type { AcceptedCommit, SourceRule } from "./expectations.ts";
import { failed, notAsked, passed, type StepResult, unproven } from "./steps.ts";

/** Where a build comes from, by its certificate or, where only a key has signed, by what the key's holder says. */
export interface SourceClaims {
  readonly repository: string | undefined;
  readonly repositoryId: string | undefined;
  readonly ownerId: string | undefined;
  readonly ref: string | undefined;
  readonly commit: string | undefined;
  readonly trigger: string | undefined;
  readonly runner: string | undefined;
}

export function sourceClaims(signer: Signer, provenance: Provenance | undefined): SourceClaims {
  if (signer.kind === "certificate") return certified(signer.claims);
  const { repository, ref, commit } = provenance ?? { repository: undefined, ref: undefined, commit: undefined };
  return {
    repository,
    ref,
    commit,
    repositoryId: undefined,
    ownerId: undefined,
    trigger: undefined,
    runner: undefined,
  };
}

function certified(claims: CertificateClaims): SourceClaims {
  return {
    repository: claims.sourceRepositoryUri,
    repositoryId: claims.sourceRepositoryId,
    ownerId: claims.sourceRepositoryOwnerId,
    ref: claims.sourceRepositoryRef,
    commit: claims.sourceRepositoryDigest,
    trigger: claims.buildTrigger,
    runner: claims.runnerEnvironment,
  };
}

/** Whether it was built from the right repository, ref and commit, in the right way. Absent values never match. */
export function checkSource(claims: SourceClaims, rule: SourceRule): StepResult {
  const compared = [
    ["source repository", rule.repository, claims.repository, "Was it built in a fork, or elsewhere?"],
    ["repository id", rule.repositoryId, claims.repositoryId, "Another repository has had this name."],
    ["owner id", rule.ownerId, claims.ownerId, "Another owner has had this name."],
    ["ref", rule.ref, claims.ref, "Build and attest on the ref that counts."],
    ["runner", rule.runner, claims.runner, "Build on a runner of that kind."],
  ] as const;
  for (const [what, expected, got, next] of compared) {
    if (expected !== undefined && got !== expected) {
      const advice = got?.toLowerCase() === expected.toLowerCase() ? caseAdvice : next;
      return failed("source-mismatch", `The ${what} has to be ${expected}, and is ${got ?? "not said"}. ${advice}`);
    }
  }
  const { triggers, commits } = rule;
  if (triggers !== undefined && (claims.trigger === undefined || !triggers.includes(claims.trigger))) {
    const text = `The build has to be started by ${triggers.join(" or ")}, and was by ${claims.trigger ?? "what is not said"}. Attest what such a run builds.`;
    return failed("source-mismatch", text);
  }
  const missed = commits === undefined ? undefined : missedCommit(claims, commits);
  if (missed !== undefined) {
    const unknown = rule.unknownCommits.find(({ commit }) => commit === claims.commit);
    return unknown === undefined ? failed("commit-mismatch", missed) : unproven("commit-unknown", unknownText(unknown));
  }
  const isAsked =
    commits !== undefined || triggers !== undefined || compared.some(([, expected]) => expected !== undefined);
  const text = claimText(claims);
  return isAsked ? passed(`Built from ${text}.`) : notAsked(`No source was asked for. It says ${text}.`);
}

const caseAdvice = "Upper and lower case count: write it as the certificate does.";

function missedCommit({ commit, ref }: SourceClaims, accepted: readonly AcceptedCommit[]): string | undefined {
  const same = accepted.filter((one) => one.commit === commit);
  if (same.some((one) => one.ref === undefined || one.ref === ref)) return undefined;
  const [first] = same;
  if (first !== undefined) {
    return `The commit ${first.commit} is ${first.what}, but was built on ${ref ?? "a ref that is not said"} and not on ${first.ref ?? ""}. Attest what was built on it.`;
  }
  const wanted = accepted.map((one) => `${one.what} ${one.commit}`).join(" nor ");
  return `The attested commit ${commit ?? "is not said and so"} is neither ${wanted || "any that counts"}. What was built of it last has not been attested yet, or this is of an older build.`;
}

function unknownText({ commit, because }: SourceRule["unknownCommits"][number]): string {
  return `Whether the attested commit ${commit} counts as the change could not be told. ${because}`;
}

function claimText({ repository, ref, commit }: SourceClaims): string {
  const at = [ref, commit].filter((part) => part !== undefined).join(", ");
  return `${repository ?? "no repository"}${at === "" ? "" : ` at ${at}`}`;
}
