import type { z } from "zod";
import type { Wish } from "../../core/queue.ts";
import { commandLine } from "../../formats/commands/first-line.ts";
import { parseComment } from "../../formats/commands/parse.ts";
import { accountOf } from "../acting.ts";
import type { CommentEvent } from "../event-payloads.ts";
import { type EventContext, nameOf, soon } from "./event-context.ts";

/** Only new comments count, and only those that begin with something like a command of ours. Our own never do. */
export function commentWishes(event: z.infer<typeof CommentEvent>, context: EventContext): readonly Wish[] {
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
