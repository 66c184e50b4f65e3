import { git } from "./git.ts";
import type { Repository } from "./world.ts";

/** What GitHub has found out about a commit, and whose account it belongs to. */
export interface KnownCommit {
  readonly verified: boolean;
  /** Such as `valid`, `unknown_key` or `gpgverify_unavailable`. */
  readonly reason: string;
  /** The login of its author; nobody when left out. */
  readonly author?: string;
}

/** GitHub's `verification`. Whether a signature is there, git tells; what it is worth, whoever drives the stand-in. */
export async function verificationView(repository: Repository, sha: string) {
  const { signature, payload } = splitSignature(await git(repository.directory, "cat-file", "commit", sha));
  const known = repository.knownCommits.get(sha);
  const { verified, reason } = known ?? { verified: false, reason: signature === null ? "unsigned" : "unknown_key" };
  return { verified, reason, signature, payload: signature === null ? null : payload, verified_at: null };
}

/** The header `gpgsig` holds signatures of every kind; its further lines begin with a blank. */
function splitSignature(commit: string): { readonly signature: string | null; readonly payload: string } {
  const end = commit.indexOf("\n\n");
  const header = /^gpgsig (.*(?:\n .*)*)\n?/m.exec(end === -1 ? commit : commit.slice(0, end));
  if (header === null) return { signature: null, payload: commit };
  const payload = commit.slice(0, header.index) + commit.slice(header.index + header[0].length).replace(/^\n*/, "\n");
  return { signature: (header[1] ?? "").replaceAll("\n ", "\n"), payload };
}
