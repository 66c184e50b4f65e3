import type { PullRequest } from "./conversation-types.ts";
import { gitOnce, isAncestor, isMergeable, resolveCommit } from "./git.ts";
import { nodeId, userView } from "./view-account.ts";
import { apiUrlOf, repositoryView, webUrlOf } from "./view-repository.ts";
import { type Repository, timestamp, type World } from "./world.ts";

/** GitHub's `pull-request-simple`, as lists carry it. */
export function pullView(world: World, pull: PullRequest) {
  const { repository, number } = pull;
  const api = apiUrlOf(world, repository);
  const url = `${api}/pulls/${number}`;
  const issue = `${api}/issues/${number}`;
  const web = `${webUrlOf(world, repository)}/pull/${number}`;
  const statuses = `${api}/statuses/${pull.headSha}`;
  return {
    url,
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    html_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userView(world, pull.author),
    body: pull.body === "" ? null : pull.body,
    labels: pull.labels.map((label) => labelView(api, label)),
    milestone: null,
    active_lock_reason: null,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: pull.closedAt === undefined ? null : timestamp(pull.closedAt),
    merged_at: pull.merged === undefined ? null : timestamp(pull.merged.at),
    merge_commit_sha: pull.merged?.sha ?? pull.testMerge ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: side(world, pull.headRepository, pull.headRef, pull.headSha),
    base: side(world, repository, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: web },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: pull.author === repository.owner ? "OWNER" : "CONTRIBUTOR",
    auto_merge: null,
    draft: pull.draft,
  };
}

/** GitHub's `label`, in pull requests and in the webhooks about them. */
export function labelView(api: string, label: PullRequest["labels"][number]) {
  return {
    id: label.id,
    node_id: nodeId("Label", label.id),
    url: `${api}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: "",
    color: "ededed",
    default: false,
  };
}

function side(world: World, repository: Repository, ref: string, sha: string) {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: userView(world, repository.owner),
    repo: repositoryView(world, repository),
  };
}

/** GitHub's `pull-request`, as a single one and webhooks carry it; the counts come from git. */
export async function fullPullView(world: World, pull: PullRequest) {
  const { directory } = pull.repository;
  const base = await gitOnce(directory, "merge-base", pull.baseSha, pull.headSha);
  const commits = await gitOnce(directory, "rev-list", "--count", `${base}..${pull.headSha}`);
  const counts = await gitOnce(directory, "diff", "--numstat", "-z", "--no-renames", base, pull.headSha);
  const files = counts.split("\0").filter((line) => line !== "");
  const sum = (column: number) =>
    files.reduce((total, line) => total + (Number.parseInt(line.split("\t")[column] ?? "", 10) || 0), 0);
  const mergeable = pull.state === "open" ? await canBeMerged(pull) : null;
  return {
    ...pullView(world, pull),
    merged: pull.merged !== undefined,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? "unknown" : mergeable ? "clean" : "dirty",
    merged_by: pull.merged === undefined ? null : userView(world, pull.merged.by),
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: pull.headRepository !== pull.repository,
    commits: Number(commits),
    additions: sum(0),
    deletions: sum(1),
    changed_files: Number(
      (await gitOnce(directory, "diff", "--name-only", "-M", base, pull.headSha))
        .split("\n")
        .filter((line) => line !== "").length,
    ),
  };
}

async function canBeMerged(pull: PullRequest): Promise<boolean | null> {
  const { directory } = pull.repository;
  const tip = await resolveCommit(directory, `heads/${pull.baseRef}`);
  if (tip === undefined) return null;
  if (await isAncestor(directory, tip, pull.headSha)) return true;
  return isMergeable(directory, tip, pull.headSha);
}

/** GitHub's short form inside check runs and suites; only for heads in the same repository. */
export function minimalPullView(world: World, pull: PullRequest) {
  const repo = (repository: Repository) => ({
    id: repository.id,
    url: apiUrlOf(world, repository),
    name: repository.name,
  });
  return {
    id: pull.id,
    number: pull.number,
    url: `${apiUrlOf(world, pull.repository)}/pulls/${pull.number}`,
    head: { ref: pull.headRef, sha: pull.headSha, repo: repo(pull.headRepository) },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo: repo(pull.repository) },
  };
}
