import type { AttestationSource, SignatureVerifier } from "../../core/attestation.ts";

export interface DeskChange {
  readonly head: string;
  /** As the user names it. */
  readonly headName: string;
  readonly verifier: SignatureVerifier;
}

/** The desk asks no network: what GitHub keeps is not known here, and of git's own signatures nothing is believed. */
export function deskAttestations({ head, headName, verifier }: DeskChange): AttestationSource {
  const ref = headName.startsWith("refs/") ? headName : `refs/heads/${headName}`;
  return {
    ofSubject: async () => ({ kind: "unavailable", because: noNetwork }),
    // Git would run whatever program the repository's configuration names.
    commits: async () => ({ kind: "unavailable", because: notAtTheDesk }),
    sources: async () => [{ commit: head, ref, what: "head" }],
    earlierMerge: async () => ({ kind: "unavailable", because: notAtTheDesk }),
    release: async () => ({ kind: "unavailable", because: noRelease }),
    verifier,
  };
}

const noNetwork =
  "At the desk GitHub is not asked for attestations. Download them with `gh attestation download FILE --repo OWNER/NAME`, and name the bundles with --report FLAG=FILE.";
const notAtTheDesk =
  "At the desk signatures of commits are not checked, since only GitHub knows whose keys they are made with. The check of the pull request tells.";
const noRelease = "At the desk releases are not downloaded. Download the file, and name it with --report FLAG=FILE.";
