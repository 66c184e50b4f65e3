import { askOnce } from "./git.ts";
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
  const { stdout } = await askOnce(repository.directory, ["cat-file", "commit", sha]);
  const { signature, payload } = splitSignature(stdout.toString("utf8"));
  const known = repository.knownCommits.get(sha);
  const { verified, reason } = known ?? { verified: false, reason: signature === null ? "unsigned" : "unknown_key" };
  return { verified, reason, signature, payload, verified_at: null };
}

/** The header `gpgsig` holds signatures of every kind; its further lines begin with a blank. */
function splitSignature(commit: string): { readonly signature: string | null; readonly payload: string | null } {
  const headers = commit.slice(0, commit.indexOf("\n\n") + 1);
  const [header] = /^gpgsig .*\n(?: .*\n)*/m.exec(headers) ?? [];
  if (header === undefined) return { signature: null, payload: null };
  const signature = header.slice("gpgsig ".length).replaceAll("\n ", "\n").replace(/\n$/, "");
  return { signature, payload: commit.replace(header, () => "") };
}
