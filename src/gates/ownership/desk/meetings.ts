import { indexHeads } from "../overlap/candidates.ts";
import type { EvaluatedPair, Evaluation } from "../overlap/evaluate.ts";
import { countsWhereHot, hotFiles, meetWhereHot } from "../overlap/hot-files.ts";
import { isSameAgent } from "../overlap/same-agent.ts";
import type { PairView } from "../overlap/view-pair.ts";
import type { OverlapRules } from "../overlaps/overlap-rules.ts";
import type { JudgedHead } from "./desk-head.ts";

/** How one head meets others, as far as it is told of. */
export interface Meetings {
  /** In the order of the evaluation. */
  readonly pairs: readonly EvaluatedPair[];
  /** Pairs whose merge is known, out of those that may meet. */
  readonly judged: number;
  readonly total: number;
}

/** By the names of heads. As on the server, whoever is set aside meets nobody, and meeting at hot files alone says nothing. */
export function meetingsOf(
  heads: ReadonlyMap<string, JudgedHead>,
  { pairs, views, unjudged }: Evaluation,
  rules: OverlapRules,
): ReadonlyMap<string, Meetings> {
  const isHot = hotPaths(heads, rules);
  const isTold = ({ level, view }: EvaluatedPair) => countsWhereHot(level) || !meetWhereHot(view, isHot);
  const told = byHead(
    pairs.filter((pair) => areCompared(pair.view, heads, rules) && isTold(pair)),
    ({ view }) => view,
  );
  const all = byHead(
    views.filter((view) => areCompared(view, heads, rules)),
    (view) => view,
  );
  return new Map(
    [...heads.keys()].map((ref) => {
      const mayMeet = all.get(ref) ?? [];
      const judged = mayMeet.filter((view) => !unjudged.has(view)).length;
      return [ref, { pairs: told.get(ref) ?? [], judged, total: mayMeet.length }] as const;
    }),
  );
}

function areCompared(
  view: PairView,
  heads: ReadonlyMap<string, JudgedHead>,
  { ignoreSameAgent }: OverlapRules,
): boolean {
  const [one, other] = [heads.get(view.one.ref), heads.get(view.other.ref)];
  if (one === undefined || other === undefined) return false;
  if (one.setAside !== undefined || other.setAside !== undefined) return false;
  return !ignoreSameAgent || !isSameAgent(one.open, other.open);
}

/** Large heads say nothing of what everybody touches. */
function hotPaths(heads: ReadonlyMap<string, JudgedHead>, { hot, isHotspot }: OverlapRules) {
  const facts = [...heads.values()].flatMap((head) => (head.setAside === "large" ? [] : [head.facts]));
  const often = hotFiles(indexHeads(facts), hot);
  const known = new Map<string, boolean>();
  return (path: string) => {
    const isHot = known.get(path) ?? (often.has(path) || isHotspot(path));
    known.set(path, isHot);
    return isHot;
  };
}

function byHead<T>(items: readonly T[], viewOf: (item: T) => PairView): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>();
  for (const item of items) {
    const { one, other } = viewOf(item);
    for (const { ref } of [one, other]) {
      const list = lists.get(ref);
      if (list === undefined) lists.set(ref, [item]);
      else list.push(item);
    }
  }
  return lists;
}
