import type { RuleText } from "../../core/gate.ts";

export const attestationRules = {
  "bad-signature": {
    title: "A signature does not hold",
    fix: "Attest again what the workflow builds. If the bundle was not meant, find out who put it there.",
  },
  "unsigned-attestation": {
    title: "A file claims something and nobody has signed it",
    fix: "Sign it, such as with `cosign attest-blob`, or take it away: as it is, anybody may have written it.",
  },
  "bad-statement": {
    title: "What is signed is no in-toto statement",
    fix: "Attest with a tool that writes in-toto statements, such as actions/attest-build-provenance.",
  },
  "subject-mismatch": {
    title: "The attestation is about another file",
    fix: "Attest the very file that is uploaded, and do not pack it again afterwards.",
  },
  "signer-mismatch": {
    title: "Somebody else has signed",
    fix: "Sign with the workflow or key that the policy names; or change the policy, if this one is right.",
  },
  "predicate-type-mismatch": {
    title: "The attestation says something else than what is asked for",
    fix: "Attest what `predicate-types` asks for.",
  },
  "provenance-conflict": {
    title: "The provenance contradicts the certificate it is signed with",
    fix: "Take it for an attack until it is explained: the certificate counts, and the text beside it is made up.",
  },
  "source-mismatch": {
    title: "It was built from another source, or in another way",
    fix: "Build and attest it in this repository, on the ref and in the way that the policy names.",
  },
  "commit-mismatch": {
    title: "It was built from a commit that is not the change's",
    fix: "Wait for the build of the newest commit, and attest what it makes. An older build proves nothing of this one.",
  },
  "builder-mismatch": { title: "Another builder has built it", fix: "Build with the builder that the policy names." },
  "key-not-valid": {
    title: "A key has signed that was not to be used at that time",
    fix: "Sign again with a key that is valid. `lanekeeper keys status` tells which one is.",
  },
  "level-too-low": {
    title: "The evidence supports a lower SLSA Build level than is asked for",
    fix: "Build on a hosted runner and sign keylessly there; for level 3, in a reusable workflow that `builders` lists.",
  },
  "too-few-attested": {
    title: "Too few modules are attested",
    fix: "Attest what is missing, or lower `minimum-attested`.",
  },
  "fork-cannot-sign": {
    title: "A pull request from a fork cannot sign keylessly",
    fix: "Push the branch to this repository, or let the merge queue verify it with `forks: defer`.",
  },
  "commit-not-verified": {
    title: "A commit is not signed, or not by whom it has to be",
    fix: "Sign it with a key that GitHub knows, and push again: `git rebase --exec 'git commit --amend --no-edit -S'`.",
  },
  "not-attested": { title: "Modules without an attestation", fix: "Attest them, before they are needed." },
  "not-checked": {
    title: "Modules that could not be checked",
    fix: "Let it be judged again, once what is named is there.",
  },
  "key-due": { title: "A key is due for rotation", fix: "lanekeeper keys rotate" },
  "other-attestations": {
    title: "Attestations that do not count stand beside one that does",
    fix: "Nothing, if they are known. Otherwise find out who made them.",
  },
  "empty-artifact": {
    title: "An attested file is empty",
    fix: "Look at the build: every empty file has the same digest, so that this proves nothing.",
  },
} as const satisfies Record<string, RuleText>;

export type AttestationRule = keyof typeof attestationRules;
