import type { OverlapMessage } from "../../../core/overlap-message.ts";
import type { OpenPullRequest, OverlapBase } from "../../../core/pull-request-overlaps.ts";
import { overlapTelling } from "../feedback/overlap-telling.ts";
import { ownershipMap } from "../map/ownership-map.ts";
import type { OwnershipSettings, WholeMap } from "../model.ts";
import { type DescribedPair, describedFor, describePairs, type OverlapReader } from "../overlap/describe-pair.ts";
import type { EvaluatedPair, Evaluation } from "../overlap/evaluate.ts";
import { orderAround } from "../overlap/order-around.ts";
import { overlapOf } from "../overlap/pull-request-overlap.ts";
import { pairsToDescribe, strongestFirst } from "../overlap/strongest-pairs.ts";
import type { Standing } from "../overlap/yields.ts";
import { judgeOverlaps } from "../overlaps/effects.ts";
import { type OverlapRules, overlapRules } from "../overlaps/overlap-rules.ts";
import { type DeskHead, type JudgedHead, judgeHead } from "./desk-head.ts";
import { type Meetings, meetingsOf } from "./meetings.ts";
import { withoutComments } from "./without-comments.ts";

/** The settings and the map of the base, at a moment in epoch milliseconds. */
export interface DeskRules {
  readonly settings: OwnershipSettings;
  readonly map: WholeMap;
  readonly now: number;
}

/** Heads of a clone that were held against each other. */
export interface DeskScene {
  readonly base: OverlapBase;
  readonly heads: readonly DeskHead[];
  /** Whether they are called by the numbers of their pull requests, so that commands in comments mean something. */
  readonly arePullRequests: boolean;
  readonly evaluation: Evaluation;
  readonly reader: OverlapReader;
  standing(ref: string): Standing;
}

export interface HeadMessage {
  readonly ref: string;
  readonly acting: Pick<OpenPullRequest, "agent" | "trust">;
  readonly message: OverlapMessage;
}

/** What the server would tell each head of the others, as far as a clone knows, in the order of the heads. */
export async function overlapMessages(
  { settings, map, now }: DeskRules,
  scene: DeskScene,
): Promise<readonly HeadMessage[]> {
  const { agents } = map.settings;
  const policy = { settings, agents, map: ownershipMap(map.settings, map.lists, map.own), now };
  const rules = overlapRules(settings, map, [], now);
  const heads = new Map(scene.heads.map((head) => [head.facts.ref, judgeHead(head, policy)]));
  const told = strongestMeetings(heads, meetingsOf(heads, scene.evaluation, rules));
  const described = await describeStrongest(scene.reader, told, rules);
  const known: KnownOfAll = { scene, settings, rules, heads, described };
  return told.map((about) => {
    const { ref, open } = about.head;
    const message = messageOf(about, known);
    return { ref, acting: open, message: scene.arePullRequests ? message : withoutComments(message) };
  });
}

interface ToldHead {
  readonly head: JudgedHead;
  readonly meetings: Meetings;
  readonly strongest: readonly EvaluatedPair[];
}

interface KnownOfAll {
  readonly scene: DeskScene;
  readonly settings: OwnershipSettings;
  readonly rules: OverlapRules;
  readonly heads: ReadonlyMap<string, JudgedHead>;
  readonly described: ReadonlyMap<EvaluatedPair, DescribedPair>;
}

function strongestMeetings(
  heads: ReadonlyMap<string, JudgedHead>,
  meetings: ReadonlyMap<string, Meetings>,
): readonly ToldHead[] {
  return [...heads].map(([ref, head]) => {
    const met = meetings.get(ref) ?? { pairs: [], judged: 0, total: 0 };
    const strongest = strongestFirst(met.pairs, (pair) => heads.get(otherOf(pair, ref))?.touchedAt ?? 0);
    return { head, meetings: met, strongest };
  });
}

/** So many pairs are read at once: their files are held in memory meanwhile. */
const pairsAtOnce = 200;

/** Each pair once, though it is told to both. */
async function describeStrongest(
  reader: OverlapReader,
  told: readonly ToldHead[],
  { reportFrom, ownersOf }: OverlapRules,
): Promise<ReadonlyMap<EvaluatedPair, DescribedPair>> {
  const chosen = [...new Set(told.flatMap(({ strongest }) => pairsToDescribe(strongest, reportFrom)))];
  const described = new Map<EvaluatedPair, DescribedPair>();
  for (let start = 0; start < chosen.length; start += pairsAtOnce) {
    const some = await describePairs(reader, chosen.slice(start, start + pairsAtOnce), ownersOf);
    for (const [pair, one] of some) described.set(pair, one);
  }
  return described;
}

function messageOf({ head, meetings, strongest }: ToldHead, known: KnownOfAll): OverlapMessage {
  const { scene, settings, rules, heads, described } = known;
  const { ref, setAside } = head;
  const overlaps = strongest.flatMap((pair) => {
    const other = heads.get(otherOf(pair, ref));
    if (other === undefined) return [];
    const about = { described: describedFor(ref, pair, described.get(pair)), ownersOf: rules.ownersOf };
    return [overlapOf(pair, head, other, about)];
  });
  const { judged, total } = meetings;
  const all = {
    subject: head.open,
    base: scene.base,
    overlaps,
    pairs: { judged, total },
    mergeOrder: mergeOrder(head, meetings, known),
    ...(setAside === undefined ? {} : { setAside }),
  };
  const { comments } = settings.overlap;
  return overlapTelling(comments, all, judgeOverlaps(settings, all), head.foreign).message;
}

function mergeOrder({ ref }: JudgedHead, { pairs }: Meetings, { scene, heads }: KnownOfAll): readonly number[] {
  const { evaluation, standing } = scene;
  const facts = [...heads.values()].map((head) => head.facts);
  const order = orderAround(ref, pairs, {
    heads: facts,
    standing,
    merged(some) {
      const refs = new Set(some.map((one) => one.ref));
      return evaluation.pairs.filter(({ a, b, view }) => refs.has(a) && refs.has(b) && !evaluation.unjudged.has(view));
    },
  });
  return order.flatMap((one) => heads.get(one)?.open.number ?? []);
}

function otherOf({ a, b }: EvaluatedPair, ref: string): string {
  return a === ref ? b : a;
}
