import type { AttestationSource, SignatureVerifier } from "../../core/attestation.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { sigstoreVerifier } from "../../sigstore/verifier.ts";

/** The change as it lies on this machine. */
export interface DeskChange {
  readonly clone: GitDirectory;
  readonly head: string;
  /** As the user names it. */
  readonly headName: string;
}

/** The desk asks no network: what GitHub keeps is not known here, and of git's own signatures nothing is believed. */
export function deskAttestations({ clone, head, headName }: DeskChange): AttestationSource {
  let verifier: SignatureVerifier | undefined;
  return {
    // What a clone calls its remotes proves nothing.
    repository: undefined,
    issuer: undefined,
    ofSubject: async () => ({ kind: "unavailable", because: noNetwork }),
    // Git would run whatever program the repository's configuration names.
    commits: async () => ({ kind: "unavailable", because: notAtTheDesk }),
    sources: async () => [{ commit: head, ref: (await clone.fullName(headName)) ?? headName, what: "head" }],
    earlierMerge: async () => ({ kind: "unavailable", because: noMerge }),
    release: async () => ({ kind: "unavailable", because: noRelease }),
    get verifier() {
      // Most runs have nothing to verify, and the roots take time to read.
      verifier ??= sigstoreVerifier();
      return verifier;
    },
  };
}

const noNetwork =
  "At the desk GitHub is not asked for attestations. Download them with `gh attestation download FILE --repo OWNER/NAME`, and name the bundles with --report FLAG=FILE.";
const notAtTheDesk =
  "At the desk signatures of commits are not checked, since only GitHub knows whose keys they are made with. The check of the pull request tells.";
const noMerge = "At the desk test merges of GitHub are not known. The check of the pull request tells.";
const noRelease = "At the desk releases are not downloaded. Download the file, and name it with --report FLAG=FILE.";
