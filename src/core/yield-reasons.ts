import type { YieldRule } from "./pull-request-overlaps.ts";

/** Why the first of two goes first, as the end of a sentence. */
export const yieldReasons: Readonly<Record<YieldRule, string>> = {
  pin: "a person said so",
  owner: "its agent owns the contested files",
  landing: "the other one has to be rebased anyway",
  stack: "the other one stands on its commits",
  ready: "it is no draft",
  priority: "its agent has the higher priority",
  age: "it has been ready for longer",
  size: "it changes fewer lines",
  number: "it was opened first",
};
