import { countOf } from "../core/count-of.ts";
import type { Text } from "../core/text.ts";
import { say, sentences } from "./reply.ts";
import { mayCauseWork, onlyWhoMayCauseWork } from "./rights.ts";
import { type Decision, done, refuse, type Situation, type SuggestedOrder } from "./situation.ts";

/** Tells an order of merging; nothing comes of it. */
export function mergeOrder(situation: Situation): Decision {
  const named = "merge-order";
  if (situation.place.pullRequest === undefined) return refuse(named, say`This is no pull request.`);
  if (!mayCauseWork(situation)) return refuse(named, onlyWhoMayCauseWork);
  const { mergeOrder: order } = situation;
  if (order === undefined) return refuse(named, say`The open pull requests cannot be compared now. Ask again later.`);
  return done([], orderText(order));
}

function orderText({ baseRef, together, later, leftOut, pairs, isCut }: SuggestedOrder): Text {
  const { judged, total } = pairs;
  return sentences([
    together.length === 0
      ? say`No open pull request against ${baseRef} can be merged as it is.`
      : say`Into ${baseRef}, in this order: ${numbersText(together)}.`,
    later.length === 0
      ? []
      : say`To be rebased then, since they collide with one of these or with the branch: ${numbersText(later)}.`,
    leftOut.length === 0 ? [] : say`Too large, or not read in time: ${numbersText(leftOut)}.`,
    judged >= total ? [] : say`Only ${[`${judged} of ${countOf(total, "pair")}`]} were merged for a try.`,
    isCut ? say`There are more; these were touched last.` : [],
  ]);
}

/** As code, so that GitHub writes no reference into each of them. */
function numbersText(numbers: readonly number[]): Text {
  return numbers.flatMap((number, at): Text => [...(at === 0 ? [] : [", "]), { code: `#${number}` }]);
}
