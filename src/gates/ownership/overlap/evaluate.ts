import type {
  HeadFacts,
  MergeJudge,
  MergeOutcome,
  OrderOutcome,
  OverlapFile,
  OverlapLevel,
  OverlapPair,
} from "../../../core/overlap.ts";
import type { BrokenTogether } from "../../../core/pull-request-overlaps.ts";
import type { Candidate } from "./candidates.ts";
import { type PairView, urgencyOf, viewPairs } from "./view-pair.ts";
import { type Decision, decideYield, type PairStanding, type Standing } from "./yields.ts";

export interface EvaluationOptions {
  /** So many pairs are really merged, in both orders; those that most likely collide go first. */
  readonly maxPairs: number;
  /** Whether pairs that merge cleanly for certain are merged all the same, as far as there is room. */
  readonly mergeCertain: boolean;
  /** Files that everybody touches: pairs that meet at these alone, on lines that are apart, are told by their lines. */
  readonly hot?: ReadonlySet<string>;
  standing(ref: string): Standing;
  /** What is known of this pair besides its commits. */
  pair?(one: string, other: string): Omit<PairStanding, "stacking"> & { readonly previous?: Decision };
}

export interface EvaluatedPair extends OverlapPair {
  readonly rule: Decision["rule"];
  readonly view: PairView;
  /** What each keeps and both together break, where that was looked at. */
  readonly together?: readonly BrokenTogether[];
}

export interface Evaluation {
  /** Those that meet, in the order of the candidates. */
  readonly pairs: readonly EvaluatedPair[];
  /** Pairs whose merge is known, out of all that may collide. */
  readonly judged: number;
  readonly total: number;
  /** Of these, pairs that were told by their lines, at files that everybody touches. */
  readonly byLines: number;
  /** All of them, and those whose merge is not known. */
  readonly views: readonly PairView[];
  readonly unjudged: ReadonlySet<PairView>;
}

/** "partial: 312 of 540 pairs"; undefined when all were judged. */
export function partialWords({ judged, total }: Pick<Evaluation, "judged" | "total">): string | undefined {
  return judged < total ? `partial: ${judged} of ${total} pairs` : undefined;
}

/** Judges candidates by really merging them, and says at which level each pair meets, and who of it waits. */
export async function evaluateOverlaps(
  heads: readonly HeadFacts[],
  candidates: readonly Candidate[],
  judge: MergeJudge,
  options: EvaluationOptions,
): Promise<Evaluation> {
  const views = viewPairs(heads, candidates);
  const outcomes = await mergePairs(views, judge, options);
  const pairs = views.flatMap((view, at) => pairOf(view, outcomes[at] ?? "unjudged", options) ?? []);
  const unjudged = new Set(views.filter((_, at) => outcomes[at] === "unjudged"));
  const byLines = outcomes.filter((outcome) => outcome === "lines").length;
  return { pairs, judged: views.length - unjudged.size, total: views.length, byLines, views, unjudged };
}

/** Both orders of a pair; `certain` where nobody had to try, `lines` where it was not worth it. */
type BothOrders = readonly [MergeOutcome, MergeOutcome] | "certain" | "lines" | "stuck" | "unjudged";

async function mergePairs(
  views: readonly PairView[],
  judge: MergeJudge,
  { maxPairs, mergeCertain, hot }: EvaluationOptions,
): Promise<readonly BothOrders[]> {
  const outcomes: BothOrders[] = views.map((view) => untried(view, hot));
  const toMerge = views
    .map((view, at) => ({ view, at, urgency: urgencyOf(view) }))
    .filter(({ at }) => outcomes[at] === "unjudged" || (mergeCertain && outcomes[at] === "certain"))
    .toSorted((left, right) => right.urgency - left.urgency)
    .slice(0, maxPairs);
  const merges = await judge.merge(
    toMerge.flatMap(({ view: { one, other } }) => [
      { first: one.ref, second: other.ref },
      { first: other.ref, second: one.ref },
    ]),
  );
  for (const [index, { at }] of toMerge.entries()) {
    const [forth, back] = [merges[2 * index], merges[2 * index + 1]];
    if (forth === undefined || back === undefined) continue;
    const failed = forth.kind === "unjudged" || back.kind === "unjudged";
    if (!failed) outcomes[at] = [forth, back];
  }
  return outcomes;
}

/** A head that cannot be merged alone cannot be merged behind one that changes other files either. */
function untried(view: PairView, hot: ReadonlySet<string> | undefined): BothOrders {
  const { one, other, strangers, certain } = view;
  if (certain) return "certain";
  if (strangers && (isStuck(one) || isStuck(other))) return "stuck";
  return hot !== undefined && isLukewarm(view, hot) ? "lines" : "unjudged";
}

function isLukewarm({ one, other, meetings, folders, stacking, shared }: PairView, hot: ReadonlySet<string>): boolean {
  const isPlain = stacking === "apart" && !folders && one.alone === "clean" && other.alone === "clean";
  return isPlain && shared.every((path) => hot.has(path)) && meetings.every(({ touch }) => touch === "apart");
}

export function isStuck({ alone }: HeadFacts): boolean {
  return alone === "conflict" || alone === "unrelated";
}

function pairOf(view: PairView, both: BothOrders, options: EvaluationOptions): EvaluatedPair | undefined {
  const orders = ordersOf(view, both);
  const found = levelOf(view, both, orders);
  return found === undefined ? undefined : { ...meetingPair(view, options), ...found, orders };
}

/** A pair that merges cleanly, at the lowest level, with who of it waits. */
export function meetingPair(view: PairView, options: Pick<EvaluationOptions, "standing" | "pair">): EvaluatedPair {
  const [a, b] = [view.one.ref, view.other.ref];
  const { previous, ...known } = options.pair?.(a, b) ?? {};
  const standing: PairStanding = { ...known, stacking: view.stacking };
  const { yields, rule } = decideYield(options.standing(a), options.standing(b), standing, previous);
  const orders = { aThenB: "clean", bThenA: "clean" } as const;
  return { a, b, level: "file", files: [], orders, symbols: [], yields, rule, view };
}

/** Where nothing was merged, lines that touch stand for a conflict. */
function ordersOf(view: PairView, both: BothOrders): OverlapPair["orders"] {
  if (both === "certain" || both === "lines") return { aThenB: "clean", bThenA: "clean" };
  if (both === "stuck") return { aThenB: "conflict", bThenA: "conflict" };
  if (both !== "unjudged") return { aThenB: orderOf(both[0]), bThenA: orderOf(both[1]) };
  const guess = isHunk(view) ? "conflict" : "clean";
  return { aThenB: guess, bThenA: guess };
}

function orderOf({ kind }: MergeOutcome): OrderOutcome {
  return kind === "clean" ? "clean" : "conflict";
}

/** Lines of stacked heads touch because they are the same lines. */
function isHunk({ meetings, stacking }: PairView): boolean {
  return stacking === "apart" && meetings.some(({ touch }) => touch === "touching");
}

interface FoundLevel {
  readonly level: OverlapLevel;
  readonly files: readonly OverlapFile[];
}

/** The highest level that holds; undefined where two heads do not meet. */
function levelOf(view: PairView, both: BothOrders, orders: OverlapPair["orders"]): FoundLevel | undefined {
  const { meetings, stacking, duplicated } = view;
  if (both !== "unjudged" && (orders.aThenB === "conflict" || orders.bThenA === "conflict")) {
    return { level: "textual", files: stoppedAt(view, both) };
  }
  if (duplicated.length > 0) {
    return { level: "duplicate", files: duplicated.map((path) => ({ path, kind: "content" })) };
  }
  const files = meetings.map(({ path, kind }) => ({ path, kind }));
  if (stacking !== "apart") return { level: "stacked", files };
  if (isHunk(view)) {
    const touching = meetings.filter(({ touch }) => touch === "touching");
    return { level: "hunk", files: touching.map(({ path, kind }) => ({ path, kind })) };
  }
  return files.length > 0 ? { level: "file", files } : undefined;
}

function stoppedAt({ one, other }: PairView, both: BothOrders): readonly OverlapFile[] {
  const stopped =
    typeof both === "string"
      ? [one, other].filter(isStuck).flatMap(({ aloneFiles }) => aloneFiles)
      : both.flatMap((outcome) => (outcome.kind === "conflict" ? outcome.files : []));
  return [...new Map(stopped.map((file) => [file.path, file])).values()];
}
