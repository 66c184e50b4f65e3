import { badUsage } from "../../core/bad-usage.ts";
import type { PullRequest } from "./conversation-types.ts";
import type { Emitter } from "./emit.ts";
import { askOnce, git, isAncestor, mergeCommit, resolveCommit } from "./git.ts";
import { userNamed } from "./look-up.ts";
import { fullPullView } from "./view-pull.ts";
import type { Repository, User, World } from "./world.ts";

export interface OpenPullRequest {
  readonly repository: Repository;
  /** A branch of the repository, or of a fork of it. */
  readonly head: string | { readonly fork: Repository; readonly branch: string };
  readonly base: string;
  readonly title: string;
  readonly author: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly draft?: boolean;
}

export async function openPullRequest(world: World, emitter: Emitter, options: OpenPullRequest): Promise<PullRequest> {
  const { repository, head } = options;
  const from = typeof head === "string" ? { fork: repository, branch: head } : head;
  const author = userNamed(world, options.author);
  const headSha = await resolveCommit(from.fork.directory, `heads/${from.branch}`);
  const baseSha = await resolveCommit(repository.directory, `heads/${options.base}`);
  if (headSha === undefined) throw badUsage(`There is no branch ${from.branch}.`);
  if (baseSha === undefined) throw badUsage(`There is no branch ${options.base}.`);
  const now = world.clock();
  const pull: PullRequest = {
    id: world.nextId(),
    number: repository.lastNumber + 1,
    repository,
    author,
    headRepository: from.fork,
    headRef: from.branch,
    headSha,
    baseRef: options.base,
    baseSha,
    testMerge: undefined,
    labels: (options.labels ?? []).map((name) => ({ id: world.nextId(), name })),
    body: options.body ?? "",
    draft: options.draft ?? false,
    title: options.title,
    state: "open",
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
    merged: undefined,
  };
  await publishHead(pull);
  await requireCommits(pull);
  await refreshTestMerge(pull);
  repository.lastNumber = pull.number;
  repository.pulls.set(pull.number, pull);
  await emitPull(world, emitter, pull, "opened", author, {});
  return pull;
}

/** Makes the head reachable in the base repository, wherever it came from. */
export async function publishHead(pull: PullRequest): Promise<void> {
  const { directory } = pull.repository;
  if (pull.headRepository !== pull.repository) {
    await git(directory, "fetch", "-q", "--no-tags", pull.headRepository.directory, `+refs/heads/${pull.headRef}`);
  }
  await git(directory, "update-ref", `refs/pull/${pull.number}/head`, pull.headSha);
}

async function requireCommits(pull: PullRequest): Promise<void> {
  const { directory } = pull.repository;
  const related = (await askOnce(directory, ["merge-base", pull.baseSha, pull.headSha])).exitCode === 0;
  if (!related) throw badUsage(`${pull.baseRef} and ${pull.headRef} have no common history.`);
  if (await isAncestor(directory, pull.headSha, pull.baseSha)) {
    throw badUsage(`There are no commits between ${pull.baseRef} and ${pull.headRef}.`);
  }
}

export async function closePullRequest(world: World, emitter: Emitter, pull: PullRequest, by: User): Promise<void> {
  if (pull.state === "closed") return;
  pull.state = "closed";
  pull.closedAt = pull.updatedAt = world.clock();
  await emitPull(world, emitter, pull, "closed", by, {});
}

/** GitHub reopens only while the head branch exists; the head is then the branch's tip. */
export async function reopenPullRequest(world: World, emitter: Emitter, pull: PullRequest, by: User): Promise<void> {
  if (pull.merged !== undefined) throw badUsage("A merged pull request cannot be reopened.");
  const tip = await resolveCommit(pull.headRepository.directory, `heads/${pull.headRef}`);
  if (tip === undefined) throw badUsage(`The branch ${pull.headRef} was deleted.`);
  pull.headSha = tip;
  await publishHead(pull);
  await refreshBase(pull);
  await refreshTestMerge(pull);
  pull.state = "open";
  pull.closedAt = undefined;
  pull.updatedAt = world.clock();
  await emitPull(world, emitter, pull, "reopened", by, {});
}

export interface PullRequestEdit {
  readonly title?: string;
  readonly base?: string;
}

export async function editPullRequest(
  world: World,
  emitter: Emitter,
  pull: PullRequest,
  edit: PullRequestEdit,
  by: User,
): Promise<void> {
  const changes: Record<string, unknown> = {};
  if (edit.title !== undefined) {
    changes["title"] = { from: pull.title };
    pull.title = edit.title;
  }
  if (edit.base !== undefined) {
    changes["base"] = { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } };
    pull.baseRef = edit.base;
    await refreshBase(pull);
    await refreshTestMerge(pull);
  }
  pull.updatedAt = world.clock();
  await emitPull(world, emitter, pull, "edited", by, { changes });
}

export async function refreshBase(pull: PullRequest): Promise<void> {
  const tip = await resolveCommit(pull.repository.directory, `heads/${pull.baseRef}`);
  // A deleted base branch leaves the pull request where it was.
  if (tip !== undefined) pull.baseSha = tip;
}

/**
 * Merges the head into the tip of the base as `refs/pull/N/merge`, which workflows of pull requests run on. GitHub does so a
 * moment later; with conflicts it leaves the ref where it was.
 */
export async function refreshTestMerge(pull: PullRequest): Promise<void> {
  const { directory } = pull.repository;
  const tip = await resolveCommit(directory, `heads/${pull.baseRef}`);
  if (tip === undefined) return;
  pull.testMerge = await mergeCommit(directory, tip, pull.headSha, `Merge ${pull.headSha} into ${tip}`);
  if (pull.testMerge === undefined) return;
  await git(directory, "update-ref", `refs/pull/${pull.number}/merge`, pull.testMerge);
}

/** The commit that merging now would make; throws when it conflicts. */
export async function mergeOf(pull: PullRequest): Promise<string> {
  const { directory } = pull.repository;
  const tip = await git(directory, "rev-parse", "--verify", `refs/heads/${pull.baseRef}`);
  const message = `Merge pull request #${pull.number} from ${pull.headRepository.owner.login}/${pull.headRef}\n\n${pull.title}`;
  const sha = await mergeCommit(directory, tip, pull.headSha, message);
  if (sha === undefined) throw badUsage(`#${pull.number} conflicts with ${pull.baseRef}.`);
  return sha;
}

type PullAction = "opened" | "synchronize" | "reopened" | "closed" | "edited" | "labeled" | "unlabeled";

export async function emitPull(
  world: World,
  emitter: Emitter,
  pull: PullRequest,
  action: PullAction,
  sender: User,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  emitter.happened({
    name: `pull-request-${action}`,
    event: "pull_request",
    action,
    repository: pull.repository,
    sender,
    fields: { number: pull.number, pull_request: await fullPullView(world, pull), ...more },
  });
}
