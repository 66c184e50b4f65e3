import type { Issue, PullRequest } from "./conversation-types.ts";
import { associationOf } from "./roles.ts";
import { appView, nodeId, userView } from "./view-account.ts";
import { apiUrlOf, webUrlOf } from "./view-repository.ts";
import { type Repository, timestamp, type World } from "./world.ts";

/** What issues and pull requests have in common. */
type Common = Pick<
  Issue,
  "id" | "number" | "author" | "title" | "body" | "state" | "createdAt" | "updatedAt" | "closedAt"
>;

/** GitHub's `issue`. */
export function issueView(world: World, repository: Repository, issue: Issue) {
  return {
    ...commonView(world, repository, issue, "issues"),
    state_reason: issue.stateReason,
    performed_via_github_app: issue.viaApp ? appView(world, world.app) : null,
  };
}

/** A pull request as lists of issues have it. */
export function pullAsIssueView(world: World, pull: PullRequest) {
  const web = `${webUrlOf(world, pull.repository)}/pull/${pull.number}`;
  return {
    ...commonView(world, pull.repository, pull, "pull"),
    draft: pull.draft,
    performed_via_github_app: null,
    pull_request: {
      url: `${apiUrlOf(world, pull.repository)}/pulls/${pull.number}`,
      html_url: web,
      diff_url: `${web}.diff`,
      patch_url: `${web}.patch`,
      merged_at: pull.merged === undefined ? null : timestamp(pull.merged.at),
    },
  };
}

function commonView(world: World, repository: Repository, issue: Common, page: "issues" | "pull") {
  const api = apiUrlOf(world, repository);
  const url = `${api}/issues/${issue.number}`;
  return {
    id: issue.id,
    node_id: nodeId("Issue", issue.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${webUrlOf(world, repository)}/${page}/${issue.number}`,
    number: issue.number,
    state: issue.state,
    title: issue.title,
    body: issue.body === "" ? null : issue.body,
    user: userView(world, issue.author),
    labels: [],
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: commentsIn(repository, issue.number),
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_at: issue.closedAt === undefined ? null : timestamp(issue.closedAt),
    author_association: associationOf(repository, issue.author),
    reactions: noReactions(url),
  };
}

/** The stand-in's people have none. */
export function noReactions(url: string) {
  const none = { "+1": 0, "-1": 0, laugh: 0, confused: 0, heart: 0, hooray: 0, eyes: 0, rocket: 0 };
  return { url: `${url}/reactions`, total_count: 0, ...none };
}

function commentsIn({ comments }: Repository, number: number): number {
  return [...comments.values()].filter((comment) => comment.number === number).length;
}
