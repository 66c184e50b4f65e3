import { z } from "zod";
import type { CommitSignature } from "../core/attestation.ts";
import type { Listing } from "../core/listing.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";

/** Whose commits are asked for: those of a pull request, or those that lie between two commits. */
export type CommitRange =
  | { readonly kind: "pull-request"; readonly number: number }
  | { readonly kind: "between"; readonly base: string; readonly head: string };

/** GitHub lists 250 commits of a pull request and no more. Source: docs.github.com, "List commits on a pull request". */
export const mostCommits = 250;
const pageSize = 100;

const Verification = z.object({ verified: z.boolean(), reason: z.string(), signature: z.string().nullish() });
/** Empty where none is known. */
const Account = z.object({ login: z.string().optional() }).nullish();
const Commit = z.object({
  sha: z.string(),
  author: Account,
  committer: Account,
  commit: z.object({ verification: Verification.nullish() }),
});
const Commits = z.array(Commit);
const Comparison = z.object({ commits: Commits });

/** What GitHub says of the signature of each commit, in its own order. Throws the client's Faults. */
export async function listCommitSignatures(
  octokit: Octokit,
  repository: RepositoryName,
  range: CommitRange,
): Promise<Listing<CommitSignature>> {
  const found = new Map<string, CommitSignature>();
  for (let page = 1; page <= Math.ceil(mostCommits / pageSize); page += 1) {
    const commits = await askForPage(octokit, repository, range, { per_page: pageSize, page });
    for (const commit of commits) found.set(commit.sha, signatureOf(commit));
    if (commits.length < pageSize) {
      // The last page of all that are shown looks like the end of the list.
      return { items: [...found.values()], complete: found.size < mostCommits };
    }
  }
  return { items: [...found.values()], complete: false };
}

async function askForPage(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  range: CommitRange,
  page: { readonly per_page: number; readonly page: number },
): Promise<z.infer<typeof Commits>> {
  if (range.kind === "pull-request") {
    const { data } = await octokit.rest.pulls.listCommits({ owner, repo, pull_number: range.number, ...page });
    return Commits.parse(data);
  }
  const basehead = `${range.base}...${range.head}`;
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, ...page });
  return Comparison.parse(data).commits;
}

function signatureOf(commit: z.infer<typeof Commit>): CommitSignature {
  const { sha } = commit;
  const { verification } = commit.commit;
  const { verified = false, reason = "unsigned", signature } = verification ?? {};
  return {
    commit: sha,
    // Both, since the reason alone says why.
    verified: verified && reason === "valid",
    reason,
    kind: kindOf(signature ?? ""),
    login: signerOf(commit),
  };
}

/** What GitHub commits for somebody who uses its pages, it signs itself. */
const ofGitHub = "web-flow";

/**
 * GitHub holds a signature against the committer. Anybody can write any author into a commit; only where GitHub has
 * committed, it has written down who asked it to. Source: docs.github.com, "About commit signature verification".
 */
function signerOf({ author, committer }: z.infer<typeof Commit>): string | undefined {
  return committer?.login === ofGitHub ? author?.login : committer?.login;
}

/** How each kind of signature begins. Source: git's gpg-interface.c, which tells them in the same way. */
const headings = [
  ["-----BEGIN PGP SIGNATURE-----", "gpg"],
  ["-----BEGIN PGP MESSAGE-----", "gpg"],
  ["-----BEGIN SSH SIGNATURE-----", "ssh"],
  ["-----BEGIN SIGNED MESSAGE-----", "x509"],
] as const;

function kindOf(signature: string): CommitSignature["kind"] {
  if (signature.trim() === "") return "none";
  return headings.find(([heading]) => signature.trimStart().startsWith(heading))?.[1] ?? "unknown";
}
