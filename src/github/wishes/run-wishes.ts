import type { z } from "zod";
import type { Wish } from "../../core/queue.ts";
import type { App, Installation, Repository, WorkflowRunEvent } from "../event-payloads.ts";
import { type EventContext, nameOf, soon } from "./event-context.ts";

interface Rerequested {
  readonly head_sha: string;
  readonly app?: z.infer<typeof App>;
}

export function rerunWishes(
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

/** Runs of several workflows on one commit end one after the other: the first waits for the next ones. */
export function workflowRunWishes(event: z.infer<typeof WorkflowRunEvent>, context: EventContext): readonly Wish[] {
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
