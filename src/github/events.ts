import type { EmitterWebhookEventName } from "@octokit/webhooks";
import type { z } from "zod";
import type { Wish } from "../core/queue.ts";
import type { RepositoryName, Target } from "../core/target.ts";
import { commandLine } from "../formats/commands/first-line.ts";
import { parseComment } from "../formats/commands/parse.ts";
import { accountOf } from "./acting.ts";
import {
  type App,
  CheckRunEvent,
  CheckSuiteEvent,
  CommentEvent,
  type Installation,
  InstallationEvent,
  MergeGroupEvent,
  PullRequestEvent,
  PushEvent,
  type Repository,
  WorkflowRunEvent,
} from "./event-payloads.ts";

/** The events that Lanekeeper listens to. Everything else is answered and not stored. */
export const handledEvents = [
  "pull_request.opened",
  "pull_request.reopened",
  "pull_request.synchronize",
  "pull_request.edited",
  "pull_request.labeled",
  "pull_request.unlabeled",
  "pull_request.closed",
  "pull_request.converted_to_draft",
  "pull_request.ready_for_review",
  "merge_group.checks_requested",
  "check_run.rerequested",
  "check_suite.rerequested",
  "push",
  "workflow_run.completed",
  "issue_comment.created",
  "installation",
  "installation_repositories.added",
  "installation_repositories.removed",
] as const satisfies readonly EmitterWebhookEventName[];

export interface EventContext {
  readonly appId: number;
  /** Epoch milliseconds of receipt. */
  readonly now: number;
  /** How long the first push of a burst waits for the next ones. */
  readonly coalesceMs: number;
  /** Where the configuration lives; a push that touches it reaches every open pull request of the branch. */
  readonly configurationPath: string;
  /** Whoever sets it approves of claims about the head of that moment. */
  readonly approvalLabel: string;
}

/**
 * What a webhook makes us want to look at. Pure; the payload is only a hint that something changed.
 * Answers no wish for what does not concern us; throws a ZodError when the payload is not what GitHub documents.
 */
export function wishesOf(event: string, payload: unknown, context: EventContext): readonly Wish[] {
  switch (event) {
    case "pull_request":
      return pullRequestWishes(PullRequestEvent.parse(payload), context);
    case "merge_group":
      return [soon(mergeGroupTarget(MergeGroupEvent.parse(payload)), context)];
    case "check_run": {
      const { check_run: run, ...where } = CheckRunEvent.parse(payload);
      return rerunWishes(run, where, context);
    }
    case "check_suite": {
      const { check_suite: suite, ...where } = CheckSuiteEvent.parse(payload);
      return rerunWishes(suite, where, context);
    }
    case "push":
      return pushWishes(PushEvent.parse(payload), context);
    case "workflow_run":
      return workflowRunWishes(WorkflowRunEvent.parse(payload), context);
    case "issue_comment":
      return commentWishes(CommentEvent.parse(payload), context);
    case "installation":
    case "installation_repositories": {
      const { installation } = InstallationEvent.parse(payload);
      return [soon({ kind: "installation", installationId: installation.id }, context)];
    }
    default:
      return [];
  }
}

function pullRequestWishes(event: z.infer<typeof PullRequestEvent>, context: EventContext): readonly Wish[] {
  const target = {
    kind: "pull-request",
    installationId: event.installation.id,
    repository: nameOf(event.repository),
    number: event.pull_request.number,
  } as const;
  const delay = event.action === "synchronize" ? context.coalesceMs : 0;
  const wish = { target, notBefore: context.now + delay };
  return [...approvalWishes(event, context), ...stackWishes(event, context), wish];
}

/** What was stacked on this pull request goes into a branch that nobody merges any more. */
function stackWishes(event: z.infer<typeof PullRequestEvent>, context: EventContext): readonly Wish[] {
  const { head } = event.pull_request;
  // A fork's branches may be called like any branch of the repository.
  const own = head?.repo?.id === event.repository.id;
  if (event.action !== "closed" || head?.ref === undefined || !own) return [];
  const where = { installationId: event.installation.id, repository: nameOf(event.repository) };
  return [soon({ kind: "branch", ...where, ref: head.ref }, context)];
}

/** Only the event tells on which head the label was set: asked later, GitHub names the head of then. */
function approvalWishes(event: z.infer<typeof PullRequestEvent>, context: EventContext): readonly Wish[] {
  const { number, head } = event.pull_request;
  if (event.action !== "labeled" || event.label?.name !== context.approvalLabel || head === undefined) return [];
  const where = { installationId: event.installation.id, repository: nameOf(event.repository) };
  return [soon({ kind: "approval", ...where, number, headSha: head.sha }, context)];
}

function mergeGroupTarget(event: z.infer<typeof MergeGroupEvent>): Target {
  return {
    kind: "merge-group",
    installationId: event.installation.id,
    repository: nameOf(event.repository),
    headSha: event.merge_group.head_sha,
    headRef: event.merge_group.head_ref,
    baseSha: event.merge_group.base_sha,
    baseRef: event.merge_group.base_ref,
  };
}

interface Rerequested {
  readonly head_sha: string;
  readonly app?: z.infer<typeof App>;
}

function rerunWishes(
  rerequested: Rerequested,
  where: { installation: z.infer<typeof Installation>; repository: z.infer<typeof Repository> },
  context: EventContext,
): readonly Wish[] {
  // GitHub sends re-run requests to the app that made the run; another app's run is none of our business all the same.
  if (rerequested.app?.id !== context.appId) return [];
  const target = {
    kind: "head",
    installationId: where.installation.id,
    repository: nameOf(where.repository),
    sha: rerequested.head_sha,
  } as const;
  return [soon(target, context)];
}

function pushWishes(event: z.infer<typeof PushEvent>, context: EventContext): readonly Wish[] {
  const branch = /^refs\/heads\/(.+)$/.exec(event.ref)?.[1];
  if (branch === undefined) return [];
  const where = { installationId: event.installation.id, repository: nameOf(event.repository), ref: branch };
  if (mayTouchConfiguration(event, context.configurationPath)) return [soon({ kind: "branch", ...where }, context)];
  // Several merges in a row are one move.
  return [{ target: { kind: "base", ...where }, notBefore: context.now + context.coalesceMs }];
}

/** GitHub lists at most 2,048 commits of a push; a list that may be short, or a forced push, counts as touching. */
function mayTouchConfiguration(event: z.infer<typeof PushEvent>, path: string): boolean {
  if (event.forced || event.commits === undefined || event.commits.length >= 2048) return true;
  return event.commits.some((commit) =>
    [commit.added, commit.modified, commit.removed].some((paths) => paths?.includes(path)),
  );
}

/** Runs of several workflows on one commit end one after the other: the first waits for the next ones. */
function workflowRunWishes(event: z.infer<typeof WorkflowRunEvent>, context: EventContext): readonly Wish[] {
  if (event.action !== "completed") return [];
  const { head_sha: sha, head_branch: branch, event: cause } = event.workflow_run;
  // A fork names its branches as it likes, so a pull request's run says nothing about a branch of the repository.
  const ofBranch = cause !== "merge_group" && !cause.startsWith("pull_request") && typeof branch === "string";
  const target = {
    kind: "evidence",
    installationId: event.installation.id,
    repository: nameOf(event.repository),
    sha,
    ...(ofBranch ? { branch } : {}),
  } as const;
  return [{ target, notBefore: context.now + context.coalesceMs }];
}

/** Only new comments count, and only those that begin with something like a command of ours. Our own never do. */
function commentWishes(event: z.infer<typeof CommentEvent>, context: EventContext): readonly Wish[] {
  const { comment, issue, repository } = event;
  const line = commandLine(comment.body ?? "");
  const author = accountOf(comment.user);
  const app = comment.performed_via_github_app?.id;
  if (event.action !== "created" || line === undefined || author === undefined || app === context.appId) return [];
  if (parseComment(line).kind === "none") return [];
  const target = {
    kind: "comment",
    installationId: event.installation.id,
    repository: nameOf(repository),
    number: issue.number,
    ofPullRequest: issue.pull_request !== undefined && issue.pull_request !== null,
    commentId: comment.id,
    line,
    author,
    throughApp: app !== undefined,
    defaultBranch: repository.default_branch,
  } as const;
  return [soon(target, context)];
}

function nameOf(repository: z.infer<typeof Repository>): RepositoryName {
  return { id: repository.id, owner: repository.owner.login, name: repository.name };
}

function soon(target: Target, context: EventContext): Wish {
  return { target, notBefore: context.now };
}
