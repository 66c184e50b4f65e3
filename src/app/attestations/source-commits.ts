import type { SourceCommit } from "../../core/attestation.ts";
import { Fault } from "../../core/fault.ts";
import type { GitDirectory } from "../../git/clone.ts";
import type { Octokit } from "../../github/client.ts";
import { readParents } from "../../github/git-commit.ts";
import { type FetchServices, fetchRef } from "../fetch-refs.ts";
import type { AttestedChange } from "./server-attestations.ts";

/** Head, and the test merge that GitHub has of it now. Throws retryable Faults of git and GitHub. */
export async function sourceCommits(services: FetchServices, change: AttestedChange): Promise<readonly SourceCommit[]> {
  const { subject, headSha } = change;
  if (subject.kind === "merge-group") return [{ commit: headSha, ref: fullRef(subject.headRef), what: "merge-group" }];
  const head = { commit: headSha, ref: fullRef(subject.headRef), what: "head" } as const;
  if (subject.kind === "local") return [head];
  const ref = mergeRef(subject.number);
  const merge = await testMerge(services, change, ref);
  return merge === undefined ? [head] : [head, { commit: merge, ref, what: "merge" }];
}

/** Undefined where there is none, as with conflicts, or where it is not of this head and a base that this one has grown from. */
async function testMerge(services: FetchServices, change: AttestedChange, ref: string): Promise<string | undefined> {
  const { installationId, repository } = change;
  const fetched = await fetchRef(services, installationId, repository, ref);
  if (fetched === undefined) return undefined;
  const { git, tip } = fetched;
  return (await isMergeOf(git, change, await git.parents(tip))) ? tip : undefined;
}

/** The same of a commit that GitHub's test merge was before, which only its API may still know. */
export async function earlierMerge(
  octokit: Octokit,
  change: AttestedChange,
  commit: string,
): Promise<SourceCommit | undefined> {
  const { subject, git } = change;
  if (subject.kind !== "pull-request" || !/^[0-9a-f]{40}$/.test(commit)) return undefined;
  const parents = await readParents(octokit, change.repository, commit);
  if (parents === undefined || !(await isMergeOf(git, change, parents))) return undefined;
  return { commit, ref: mergeRef(subject.number), what: "merge" };
}

/** GitHub merges the head into the base's tip, or what was its tip then. */
async function isMergeOf(
  git: GitDirectory,
  { base, headSha }: AttestedChange,
  [first, second, ...others]: readonly string[],
): Promise<boolean> {
  if (first === undefined || second !== headSha || others.length > 0) return false;
  return first === base || (await isAncestor(git, first, base));
}

/** Every ancestor of the base is in the mirror. */
async function isAncestor(git: GitDirectory, ancestor: string, of: string): Promise<boolean> {
  const known = await git.parents(ancestor).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "UNKNOWN_REVISION") return undefined;
    throw error;
  });
  if (known === undefined) return false;
  const common = await git.mergeBase(ancestor, of);
  return common.kind === "found" && common.sha === ancestor;
}

function mergeRef(number: number): string {
  return `refs/pull/${number}/merge`;
}

function fullRef(ref: string): string {
  return ref.startsWith("refs/") ? ref : `refs/heads/${ref}`;
}
