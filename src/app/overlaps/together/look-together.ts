import type { HeadFacts, OverlapFile } from "../../../core/overlap.ts";
import type { BrokenTogether, PullRequestOverlaps } from "../../../core/pull-request-overlaps.ts";
import type { TreeRuling } from "../../../engine/judge-trees.ts";
import { type EvaluatedPair, type EvaluationOptions, meetingPair } from "../../../gates/ownership/overlap/evaluate.ts";
import { viewPairs } from "../../../gates/ownership/overlap/view-pair.ts";
import type { OverlapBook } from "../book.ts";
import type { Scene } from "../scene.ts";
import { type MergedJudge, mergedJudge } from "./judge-merged.ts";
import type { AloneRuling } from "./together-memory.ts";

/** So many pairs are judged for one pull request, and so long, besides those that were judged before. */
export interface TogetherLimits {
  readonly maxPairs: number;
  readonly maxMs: number;
}

const togetherLimits: TogetherLimits = { maxPairs: 20, maxMs: 20_000 };

type Standings = Pick<EvaluationOptions, "standing" | "pair">;

export interface LookedTogether {
  readonly pairs: readonly EvaluatedPair[];
  readonly together: PullRequestOverlaps["together"];
}

/**
 * Raises pairs, and adds those that share no file, to the level `semantic` where both together break what each keeps alone.
 * `others` are the heads that the subject may be held against, those touched last first. Trouble here spoils nothing else.
 */
export async function lookTogether(
  book: OverlapBook,
  scene: Scene,
  known: { readonly pairs: readonly EvaluatedPair[]; readonly others: readonly HeadFacts[] },
  options: Standings,
  limits: TogetherLimits = togetherLimits,
): Promise<LookedTogether> {
  const subject = book.heads().get(scene.subject.number);
  const others = known.others.filter(({ alone }) => alone === "clean");
  if (scene.trees === undefined || subject?.alone !== "clean" || others.length === 0) {
    return { pairs: known.pairs, together: undefined };
  }
  const found = new Map<HeadFacts, readonly BrokenTogether[]>();
  const count = { judged: 0, total: 0 };
  try {
    const judge = mergedJudge(book, scene.trees, scene.now);
    const { clock } = scene.trees;
    const until = clock() + limits.maxMs;
    const mine = await judge.fresh(subject);
    const { wanted, unread } = await worthLooking(
      { judge, mine, hasTime: () => clock() < until },
      subject,
      others,
      known.pairs,
    );
    count.total = wanted.length + unread;
    let left = mine === undefined ? 0 : limits.maxPairs;
    for (const other of wanted) {
      if (!judge.isKnown(subject, other)) {
        if (left === 0 || clock() >= until) continue;
        left -= 1;
      }
      const broken = await judge.pair(subject, other);
      if (broken === undefined) continue;
      count.judged += 1;
      if (broken.length > 0) found.set(other, broken);
    }
    const because = count.judged < count.total ? { because: outOfRoom } : {};
    return { pairs: raised(subject, known.pairs, found, options), together: { ...count, ...because } };
  } catch (cause) {
    scene.trees.onError(cause);
    const because = "They could not be read or judged.";
    return { pairs: raised(subject, known.pairs, found, options), together: { ...count, because } };
  }
}

const outOfRoom = "There was no time for more, or the gates could say nothing of them.";

interface Looking {
  readonly judge: MergedJudge;
  /** What the gates say of the subject; undefined where they can say nothing. */
  readonly mine: readonly TreeRuling[] | undefined;
  hasTime(): boolean;
}

/**
 * Those that overlap and merge, and those of which one adds a way to where a new way of the other leads. `unread` are those
 * of which nobody can say whether they are: of them, or of the subject, the gates could say nothing, or the time was over.
 */
async function worthLooking(
  { judge, mine, hasTime }: Looking,
  subject: HeadFacts,
  others: readonly HeadFacts[],
  pairs: readonly EvaluatedPair[],
): Promise<{ readonly wanted: readonly HeadFacts[]; readonly unread: number }> {
  const met = new Map(pairs.map((pair) => [pair.a === subject.ref ? pair.b : pair.a, pair]));
  const meets = mine === undefined ? undefined : meeting(mine);
  const wanted: HeadFacts[] = [];
  let unread = 0;
  for (const other of others) {
    const pair = met.get(other.ref);
    if (pair !== undefined) {
      if (isClean(pair)) wanted.push(other);
    } else if (mine === undefined) unread += 1;
    else if (meets !== undefined) {
      const theirs = judge.isKnownAlone(other) || hasTime() ? await judge.alone(other) : undefined;
      if (theirs === undefined) unread += 1;
      else if (meets(theirs)) wanted.push(other);
    }
  }
  return { wanted, unread };
}

/** Of two that stand on each other, the one behind is both together already. */
function isClean({ orders, level }: EvaluatedPair): boolean {
  return orders.aThenB === "clean" && orders.bThenA === "clean" && level !== "stacked" && level !== "textual";
}

/** Whether another head's new ways meet those of this one; undefined where it adds none. */
function meeting(mine: readonly TreeRuling[]): ((theirs: readonly AloneRuling[]) => boolean) | undefined {
  if (mine.every(({ newWays }) => newWays.from.size === 0)) return undefined;
  const around = new Map(mine.map(({ gate, newWays }) => [gate, newWays.around()]));
  return (theirs) =>
    theirs.some(({ gate, newWays }) => {
      const known = around.get(gate);
      if (known === undefined) return false;
      return (
        [...newWays.from].some((name) => known.beyond.has(name)) ||
        [...newWays.to].some((name) => known.before.has(name))
      );
    });
}

function raised(
  subject: HeadFacts,
  pairs: readonly EvaluatedPair[],
  found: ReadonlyMap<HeadFacts, readonly BrokenTogether[]>,
  options: Standings,
): readonly EvaluatedPair[] {
  const byRef = new Map(pairs.map((pair) => [pair.a === subject.ref ? pair.b : pair.a, pair]));
  for (const [other, together] of found) {
    const pair = byRef.get(other.ref) ?? strangers(subject, other, options);
    if (pair === undefined) continue;
    const before = pair.level === "semantic" ? pair.files : [];
    const files = [...before, ...together.flatMap(fileOf)];
    const byPath = new Map(files.map((file) => [file.path, file]));
    byRef.set(other.ref, { ...pair, level: "semantic", files: [...byPath.values()], together });
  }
  return [...byRef.values()];
}

function fileOf({ finding: { at } }: BrokenTogether): readonly OverlapFile[] {
  return at === undefined ? [] : [{ path: at.path, kind: "content" }];
}

/** Two that share no file. The smaller number stands first, as in all pairs. */
function strangers(subject: HeadFacts, other: HeadFacts, options: Standings): EvaluatedPair | undefined {
  const heads = [subject, other].toSorted((one, two) => Number(one.ref) - Number(two.ref));
  const [view] = viewPairs(heads, [{ one: 0, other: 1, shared: [], folders: false }]);
  return view === undefined ? undefined : meetingPair(view, options);
}
