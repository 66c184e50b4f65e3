import type { Asked, CommitSignature } from "../../core/attestation.ts";
import type { Listing } from "../../core/listing.ts";
import type { Octokit } from "../../github/client.ts";
import { type CommitRange, listCommitSignatures, mostCommits } from "../../github/commit-signatures.ts";
import type { AttestedChange } from "./server-attestations.ts";

/**
 * What GitHub says of the commits that the change really has: git tells which these are, so that none is left out that
 * GitHub's list, which may be of another moment, does not have. Throws the Faults of git and GitHub.
 */
export async function changeSignatures(
  octokit: Octokit,
  change: AttestedChange,
): Promise<Asked<Listing<CommitSignature>>> {
  const { git, base, headSha } = change;
  const commits = await git.commitsBetween(base, headSha, mostCommits + 1);
  const { items } = await listCommitSignatures(octokit, change.repository, rangeOf(change));
  const known = new Map(items.map((signature) => [signature.commit, signature]));
  const signatures = commits.flatMap((commit) => known.get(commit) ?? []);
  if (commits.length > mostCommits) return { kind: "answer", value: { items: signatures, complete: false } };
  const missing = commits.find((commit) => !known.has(commit));
  if (missing !== undefined) return { kind: "unavailable", because: absent(missing) };
  return { kind: "answer", value: { items: signatures, complete: true } };
}

function rangeOf({ subject, base, headSha }: AttestedChange): CommitRange {
  return subject.kind === "pull-request"
    ? { kind: "pull-request", number: subject.number }
    : { kind: "between", base, head: headSha };
}

function absent(commit: string): string {
  return `GitHub's list of the commits does not have ${commit}, which git has. Run the check again; if that does not help, update the branch.`;
}
