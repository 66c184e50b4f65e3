import type { z } from "zod";
import type { Wish } from "../../core/queue.ts";
import type { RepositoryName, Target } from "../../core/target.ts";
import type { Repository } from "../event-payloads.ts";

/** What an event alone does not tell. */
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

export function nameOf(repository: z.infer<typeof Repository>): RepositoryName {
  return { id: repository.id, owner: repository.owner.login, name: repository.name };
}

export function soon(target: Target, context: EventContext): Wish {
  return { target, notBefore: context.now };
}
