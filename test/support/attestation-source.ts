import type {
  AttestationSource,
  CommitSignature,
  FoundBundles,
  SignatureVerifier,
  SourceCommit,
} from "../../src/core/attestation.ts";

export interface GivenAttestations {
  /** By digest; whatever is not here has none. */
  readonly bundles?: ReadonlyMap<string, FoundBundles>;
  readonly commits?: readonly CommitSignature[];
  readonly sources?: readonly SourceCommit[];
  /** Older test merges of the head, by their ids. */
  readonly earlierMerges?: readonly SourceCommit[];
  /** In place of them. */
  readonly earlierMerge?: AttestationSource["earlierMerge"];
  readonly release?: AttestationSource["release"];
  readonly verifier?: SignatureVerifier;
  readonly repository?: string;
  readonly issuer?: string;
}

/** Attestations as values: what nobody gave is an empty answer, and nothing can be verified. */
export function attestationSource(given: GivenAttestations = {}): AttestationSource {
  return {
    repository: given.repository,
    issuer: given.issuer,
    ofSubject: async (digest) => ({
      kind: "answer",
      value: given.bundles?.get(digest) ?? { items: [], complete: true, refused: [] },
    }),
    commits: async () => ({ kind: "answer", value: { items: given.commits ?? [], complete: true } }),
    sources: async () => given.sources ?? [],
    earlierMerge:
      given.earlierMerge ??
      (async (commit) => ({
        kind: "answer",
        value: given.earlierMerges?.find((source) => source.commit === commit),
      })),
    release: given.release ?? (async () => ({ kind: "answer", value: undefined })),
    verifier: given.verifier ?? nobody,
  };
}

const nobody: SignatureVerifier = {
  verify: () => Promise.reject(new Error("No signature is verified in this test.")),
  rootFetchedAt: () => undefined,
};
