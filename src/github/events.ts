import type { EmitterWebhookEventName } from "@octokit/webhooks";
import type { z } from "zod";
import type { Wish } from "../core/queue.ts";
import type { Target } from "../core/target.ts";
import {
  CheckRunEvent,
  CheckSuiteEvent,
  CommentEvent,
  InstallationEvent,
  MergeGroupEvent,
  PullRequestEvent,
  PushEvent,
  WorkflowRunEvent,
} from "./event-payloads.ts";
import { commentWishes } from "./wishes/comment-wishes.ts";
import { type EventContext, nameOf, soon } from "./wishes/event-context.ts";
import { pullRequestWishes } from "./wishes/pull-request-wishes.ts";
import { pushWishes } from "./wishes/push-wishes.ts";
import { rerunWishes, workflowRunWishes } from "./wishes/run-wishes.ts";

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
