import type { OverlapMessage } from "../../../core/overlap-message.ts";

/** The message where there is no pull request to comment on: without what is only done by a command in a comment. */
export function withoutComments({ override: _, ...message }: OverlapMessage): OverlapMessage {
  return { ...message, actions: message.actions.filter((action) => action.do !== "request_handoff") };
}
