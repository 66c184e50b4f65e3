import type { Text } from "../core/text.ts";
import { say } from "./reply.ts";
import { type Decision, done, refuse, type Situation } from "./situation.ts";

/** Reads out the order that the last judgement suggests; comparing anew is for judging. */
export function suggestOrder({ place }: Situation): Decision {
  if (place.pullRequest === undefined) return refuse("merge-order", say`This is no pull request.`);
  const order = place.pullRequest.judged?.mergeOrder;
  if (order === undefined) {
    return refuse("merge-order", say`Its head has not been held against the other open pull requests yet.`);
  }
  if (order.length < 2) return done([], say`It meets no other pull request closely, so any order will do.`);
  const numbers = order.flatMap((number, at): Text => [...(at === 0 ? [] : [", "]), { code: `#${number}` }]);
  return done([], say`Merge ${numbers}, in this order. It is a suggestion, as of the last judgement.`);
}
