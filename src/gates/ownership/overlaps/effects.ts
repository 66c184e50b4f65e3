import { overlapRank } from "../../../core/overlap.ts";
import type { PullRequestOverlap, PullRequestOverlaps } from "../../../core/pull-request-overlaps.ts";
import type { OwnershipSettings } from "../model.ts";

/**
 * What an overlap means for the pull request that it is told of. `blocks`: it has to wait, and fails. `waits`: it should wait.
 * `goes-first`: the other one has to wait, or should. `listed`: it stands in the details, and no more.
 */
export type OverlapEffect = "blocks" | "waits" | "goes-first" | "listed";

export interface JudgedOverlap {
  readonly overlap: PullRequestOverlap;
  readonly effect: OverlapEffect;
}

/** What each overlap means by the settings, in the order in which they are known. */
export function judgeOverlaps(
  { overlap: settings }: Pick<OwnershipSettings, "overlap">,
  { subject, overlaps }: Pick<PullRequestOverlaps, "subject" | "overlaps">,
): readonly JudgedOverlap[] {
  const least = overlapRank(settings["report-from"]);
  return overlaps.map((overlap) => {
    const { level, yields, other } = overlap;
    // Nobody has to do anything about a stack.
    if (overlapRank(level) < least || level === "stacked") return { overlap, effect: "listed" };
    if (yields.number !== subject.number) return { overlap, effect: "goes-first" };
    // A draft is work under way, on either side: only what belongs to another is not to be touched even there.
    const isDraft = subject.draft || other.draft;
    const blocks = settings["block-on"].includes(level) && (!isDraft || level === "ownership");
    return { overlap, effect: blocks ? "blocks" : "waits" };
  });
}
