import type { SourceCommit } from "../../core/attestation.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { provenanceTypes } from "../../formats/attestations/provenance.ts";
import { agesOf } from "./keys/settings.ts";
import { judgeSigning } from "./keys/signing.ts";
import type { AttestationFacts, AttestationSettings, ModuleFacts } from "./model.ts";
import { asksProvenance, type ModuleKeys, moduleKeys } from "./settings/module.ts";
import { repositoryUri, serverOf, workflowAddress } from "./settings/values.ts";
import type { AcceptedCommit, Expectations, SignerRule, SourceRule } from "./verify/expectations.ts";

type Context = Pick<AttestationFacts, "repository" | "issuer" | "sources" | "unknownMerges" | "keys">;

/** Every module with all keys, in the order of the configuration. */
export function modulesOf({ modules }: AttestationSettings): readonly ModuleKeys[] {
  return modules.map(moduleKeys);
}

/** The keys of the registry that may sign for a module; none where certificates do. */
export function keysFor({ signer }: ModuleKeys, keys: readonly RegisteredKey[]): readonly RegisteredKey[] {
  return keys.filter(({ purpose }) => signer?.keys?.includes(purpose) === true);
}

/** What is asked of a module's attestations, all defaults filled in. */
export function expectationsOf(
  module: ModuleKeys,
  settings: AttestationSettings,
  { repository, issuer, sources, unknownMerges, keys }: Context,
  release: ModuleFacts["release"],
): Expectations {
  const own = sourceRepository(module, settings, repository);
  const types = module["predicate-types"] ?? Object.keys(provenanceTypes);
  const isProvenance = asksProvenance(module);
  const ages = agesOf(settings.keys);
  return {
    signer: signerRule(module, own, { repository, issuer, keys }),
    predicateTypes: types,
    source: {
      ...sourceRule(module, settings, own, acceptedCommits(settings, sources, release), isProvenance),
      // Where no test merge counts, it does not matter whether a commit is one.
      unknownCommits: release === undefined && settings["built-from"].includes("merge") ? unknownMerges : [],
    },
    builder: module.builder,
    minimumLevel: module["minimum-level"] ?? settings["minimum-level"],
    trustedBuilders: settings.builders.map(({ workflow, refs, digest, level, delegates }) => ({
      workflow: workflowAddress(workflow, repository),
      ...{ refs, digest, level, delegates },
    })),
    platformIssuer: issuer,
    keyBindings: keys.map(({ id, builder }) => ({ id, builderId: builder?.id, level: builder?.level })),
    keyRule: (signer, times) => {
      const key = keys.find(({ id }) => id === signer.id);
      if (key === undefined) {
        return {
          outcome: "failed",
          code: "key-not-valid",
          detail: `The registry has no key ${signer.id}. Register it.`,
        };
      }
      const { outcome, detail } = judgeSigning(key, ages, times);
      return { outcome, code: outcome === "unproven" ? "key-without-time" : "key-not-valid", detail };
    },
  };
}

function sourceRepository({ source }: ModuleKeys, settings: AttestationSettings, repository: string): string {
  const named = source?.repository ?? settings.source.repository;
  return named === undefined ? repository : repositoryUri(named, serverOf(repository));
}

function signerRule(
  { signer }: ModuleKeys,
  source: string,
  { repository, issuer: platform, keys }: Pick<Context, "repository" | "issuer" | "keys">,
): SignerRule {
  if (signer?.keys !== undefined) {
    const { keys: purposes } = signer;
    return { kind: "keys", ids: keys.filter(({ purpose }) => purposes.includes(purpose)).map(({ id }) => id) };
  }
  const issuer = signer?.issuer ?? platform;
  if (signer?.workflow !== undefined) {
    const { ref, digest } = signer;
    const workflow = workflowAddress(signer.workflow, repository);
    return { kind: "certificate", issuer, identity: { kind: "workflow", workflow, ref, digest } };
  }
  if (signer?.identity !== undefined) {
    return { kind: "certificate", issuer, identity: { kind: "exact", identity: signer.identity } };
  }
  const pattern = signer?.["identity-pattern"] ?? `${source}/.github/workflows/*`;
  return { kind: "certificate", issuer, identity: { kind: "pattern", pattern } };
}

function sourceRule(
  { source, signer }: ModuleKeys,
  settings: AttestationSettings,
  repository: string,
  commits: readonly AcceptedCommit[],
  isProvenance: boolean,
): Omit<SourceRule, "unknownCommits"> {
  const {
    "repository-id": id,
    "owner-id": owner,
    ref,
    triggers,
    runner,
    repository: named,
  } = { ...settings.source, ...source };
  // What a key says of anything but a build has no source to compare; its subject's digest is what binds it. The table says so.
  const hasSource = isProvenance || signer?.keys === undefined;
  return {
    repository: hasSource || named !== undefined ? repository : undefined,
    repositoryId: id === undefined ? undefined : String(id),
    ownerId: owner === undefined ? undefined : String(owner),
    ref,
    commits: hasSource ? commits.map((one) => (ref === undefined ? one : { ...one, ref: undefined })) : undefined,
    triggers,
    runner,
  };
}

const words: Readonly<Record<SourceCommit["what"], string>> = {
  head: "the change's head",
  merge: "its test merge",
  "merge-group": "the merge queue's commit",
};

function acceptedCommits(
  settings: AttestationSettings,
  sources: readonly SourceCommit[],
  release: ModuleFacts["release"],
): readonly AcceptedCommit[] {
  if (release !== undefined) {
    return [{ commit: release.commit, ref: undefined, what: `the commit of the release ${release.tag}` }];
  }
  return sources
    .filter(({ what }) => settings["built-from"].includes(what))
    .map(({ commit, ref, what }) => ({ commit, ref, what: words[what] }));
}
