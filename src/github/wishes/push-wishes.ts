import type { z } from "zod";
import type { Wish } from "../../core/queue.ts";
import type { PushEvent } from "../event-payloads.ts";
import { type EventContext, nameOf, soon } from "./event-context.ts";

export function pushWishes(event: z.infer<typeof PushEvent>, context: EventContext): readonly Wish[] {
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
