import type { z } from "zod";
import type { Wish } from "../../core/queue.ts";
import type { PullRequestEvent } from "../event-payloads.ts";
import { type EventContext, nameOf, soon } from "./event-context.ts";

export function pullRequestWishes(event: z.infer<typeof PullRequestEvent>, context: EventContext): readonly Wish[] {
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
