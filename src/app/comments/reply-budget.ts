import type { Text } from "../../core/text.ts";

const hourMs = 60 * 60_000;

/** In one conversation, in an hour. */
const maxCommands = 60;
const maxReplies = 30;
const maxRefusals = 5;

export const budgetMs = hourMs;

/** What there was in a conversation during the last hour. */
interface Spent {
  readonly commands: number;
  readonly replies: number;
  readonly refusals: number;
}

/** Beyond this nobody writes by hand. */
export function isFlooded({ commands }: Spent): boolean {
  return commands >= maxCommands;
}

/** What is said of it: nothing any more, when too much was said already; the last refusal tells that it is the last. */
export function withinBudget({ replies, refusals }: Spent, refused: boolean, text: Text): Text | undefined {
  if (replies >= maxReplies || (refused && refusals >= maxRefusals)) return undefined;
  const isLast = refused && refusals === maxRefusals - 1;
  return isLast ? [...text, " For an hour nothing more is refused here in words."] : text;
}
