import { z } from "zod";
import type { Account } from "../core/acting.ts";
import type { Listing } from "../core/listing.ts";
import type { RepositoryName } from "../core/target.ts";
import { accountOf } from "./acting.ts";
import type { Octokit } from "./client.ts";

/** A pull request as GitHub has it now. */
export interface PullRequestState {
  readonly number: number;
  readonly open: boolean;
  readonly merged: boolean;
  readonly title: string;
  readonly author: string;
  /** Undefined where the account is gone. */
  readonly authorAccount: Account | undefined;
  readonly labels: readonly string[];
  readonly headSha: string;
  readonly headRef: string;
  readonly baseRef: string;
  /** Of the repository that it goes into. */
  readonly defaultBranch: string | undefined;
  readonly fromFork: boolean;
  readonly draft: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Where its branch is; undefined where that is gone. */
  readonly headRepository: Pick<RepositoryName, "owner" | "name"> | undefined;
}

const PullRequest = z.object({
  number: z.int().positive(),
  state: z.enum(["open", "closed"]),
  title: z.string(),
  user: z.object({ login: z.string(), id: z.int().positive(), type: z.string() }).nullable(),
  merged_at: z.string().nullish(),
  labels: z.array(z.object({ name: z.string() })),
  head: z.object({
    sha: z.string(),
    ref: z.string(),
    repo: z.object({ id: z.int(), name: z.string(), owner: z.object({ login: z.string() }) }).nullable(),
  }),
  draft: z.boolean().optional(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  base: z.object({ ref: z.string(), repo: z.object({ id: z.int(), default_branch: z.string().optional() }) }),
});

export async function readPullRequest(
  octokit: Octokit,
  repository: RepositoryName,
  number: number,
): Promise<PullRequestState> {
  const { data } = await octokit.rest.pulls.get({
    owner: repository.owner,
    repo: repository.name,
    pull_number: number,
  });
  return stateOf(data);
}

/** The open pull request of the repository itself whose head is this branch: the newest of several. */
export async function pullRequestOfBranch(
  octokit: Octokit,
  repository: RepositoryName,
  branch: string,
): Promise<number | undefined> {
  const { data } = await octokit.rest.pulls.list({
    owner: repository.owner,
    repo: repository.name,
    state: "open",
    head: `${repository.owner}:${branch}`,
    per_page: pageSize,
  });
  // A fork of the same owner has branches of the same names.
  const own = data.map(stateOf).filter(({ fromFork, headRef }) => !fromFork && headRef === branch);
  return own[0]?.number;
}

const pageSize = 100;
/** 5,000 open pull requests of one repository; beyond that the listing says that it is cut short. */
const mostPages = 50;

/** The open pull requests, all of them or those against one branch, newest activity first. */
export async function listOpenPullRequests(
  octokit: Octokit,
  repository: RepositoryName,
  base?: string,
): Promise<Listing<PullRequestState>> {
  const items: PullRequestState[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.rest.pulls.list({
      owner: repository.owner,
      repo: repository.name,
      state: "open",
      sort: "updated",
      direction: "desc",
      per_page: pageSize,
      page,
      ...(base === undefined ? {} : { base }),
    });
    items.push(...data.map(stateOf));
    if (data.length < pageSize) return { items, complete: true };
  }
  return { items, complete: false };
}

const Repository = z.object({
  id: z.int().positive(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string(),
});

export interface ListedRepository {
  readonly repository: RepositoryName;
  readonly defaultBranch: string;
}

/** The repositories that the installation may see. */
export async function listRepositories(octokit: Octokit): Promise<Listing<ListedRepository>> {
  const items: ListedRepository[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.rest.apps.listReposAccessibleToInstallation({ per_page: pageSize, page });
    const repositories = z.array(Repository).parse(data.repositories);
    items.push(
      ...repositories.map(({ id, name, owner, default_branch: defaultBranch }) => ({
        repository: { id, name, owner: owner.login },
        defaultBranch,
      })),
    );
    if (data.repositories.length < pageSize) return { items, complete: items.length >= data.total_count };
  }
  return { items, complete: false };
}

function stateOf(data: unknown): PullRequestState {
  const pull = PullRequest.parse(data);
  return {
    number: pull.number,
    open: pull.state === "open",
    merged: pull.merged_at !== null && pull.merged_at !== undefined,
    title: pull.title,
    // GitHub shows deleted accounts as ghost.
    author: pull.user?.login ?? "ghost",
    authorAccount: accountOf(pull.user),
    defaultBranch: pull.base.repo.default_branch,
    labels: pull.labels.map(({ name }) => name),
    headSha: pull.head.sha,
    headRef: pull.head.ref,
    draft: pull.draft ?? false,
    createdAt: Date.parse(pull.created_at),
    updatedAt: Date.parse(pull.updated_at),
    baseRef: pull.base.ref,
    // A deleted fork has no repository any more.
    fromFork: pull.head.repo?.id !== pull.base.repo.id,
    headRepository:
      pull.head.repo === null ? undefined : { owner: pull.head.repo.owner.login, name: pull.head.repo.name },
  };
}
