import type { HeadFacts } from "../../../core/overlap.ts";
import type { Candidate } from "./candidates.ts";
import { changesByPath, type Meeting, meetAt } from "./compare.ts";
import { duplicatedFiles } from "./duplicates.ts";
import { type Stacking, stackingOf } from "./stacks.ts";

/** Two heads side by side, before anything was merged. */
export interface PairView {
  readonly one: HeadFacts;
  readonly other: HeadFacts;
  /** Paths that both touch, on the base or where they began. */
  readonly shared: readonly string[];
  /** Where both change something of the base. */
  readonly meetings: readonly Meeting[];
  readonly stacking: Stacking;
  /** Files with the same work in both; none where the commits are the same anyway. */
  readonly duplicated: readonly string[];
  /** Whether nothing that one touches is anywhere near what the other does. */
  readonly strangers: boolean;
  /** Whether git may take files of one along when the other moves a folder. */
  readonly folders: boolean;
  /** Whether they merge without a conflict for certain, so that nobody has to try. */
  readonly certain: boolean;
}

export function viewPairs(heads: readonly HeadFacts[], candidates: readonly Candidate[]): readonly PairView[] {
  return candidates.flatMap((candidate) => {
    const [one, other] = [heads[candidate.one], heads[candidate.other]];
    return one === undefined || other === undefined ? [] : [viewPair(one, other, candidate)];
  });
}

function viewPair(one: HeadFacts, other: HeadFacts, { shared, folders }: Candidate): PairView {
  const [mine, theirs] = [changesByPath(one), changesByPath(other)];
  const all = shared.map((path) => meetAt(path, mine, theirs));
  const meetings = all.filter(({ path }) => mine.changes.has(path) && theirs.changes.has(path));
  const stacking = stackingOf(one, other);
  const isWhole = [one, other].every((head) => head.complete && head.alone === "clean" && !head.changesAttributes);
  return {
    one,
    other,
    shared,
    meetings,
    stacking,
    duplicated: stacking === "apart" || one.commit === other.commit ? duplicatedFiles(one, other) : [],
    strangers: shared.length === 0 && !folders && stacking === "apart",
    folders,
    certain:
      isWhole &&
      !folders &&
      stacking === "apart" &&
      all.length > 0 &&
      all.every((meeting) => meeting.certain && meeting.touch === "apart"),
  };
}

/** How much a pair needs a real merge; more goes first. */
export function urgencyOf({ meetings, certain, folders, stacking }: PairView): number {
  if (certain) return 0;
  if (meetings.some(({ touch }) => touch === "touching")) return 4;
  if (meetings.some(({ touch }) => touch === "unknown") || folders) return 3;
  return stacking === "apart" ? 1 : 2;
}
