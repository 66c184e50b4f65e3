import type { Preference } from "../../core/ledger.ts";
import type { HeadFacts } from "../../core/overlap.ts";
import type { KnownHead } from "../../core/overlap-store.ts";
import { type YieldRule, yieldRules } from "../../core/pull-request-overlaps.ts";
import { mayHoldExclusiveRights } from "../../core/trust-tier.ts";
import { type EvaluationOptions, isStuck } from "../../gates/ownership/overlap/evaluate.ts";
import { changedLines } from "../../gates/ownership/overlap/head-size.ts";
import type { Decision, Standing } from "../../gates/ownership/overlap/yields.ts";
import type { Scene } from "./scene.ts";

/** What decides who of two waits. `sharedWith` tells the paths that the subject meets another one at. */
export function standings(
  scene: Scene,
  facts: ReadonlyMap<number, HeadFacts>,
  sharedWith: (other: number) => readonly string[],
): Pick<EvaluationOptions, "standing"> & Required<Pick<EvaluationOptions, "pair">> {
  const rows = new Map([scene.subject, ...scene.others].map((head) => [String(head.number), head]));
  const before = new Map(scene.told.map((pair) => [`${pair.one} ${pair.other}`, pair]));
  return {
    standing: (ref) => standingOf(ref, rows.get(ref), facts.get(Number(ref))),
    pair(one, other) {
      const [left, right] = [rows.get(one), rows.get(other)];
      if (left === undefined || right === undefined) return {};
      const [first, second] = [Number(one), Number(other)].toSorted((a, b) => a - b);
      const previous = before.get(`${first} ${second}`);
      const rule = yieldRules.find((name) => name === previous?.rule);
      const partner = left === scene.subject ? right : left;
      const owner = ownerOf(left, right, sharedWith(partner.number), scene);
      const pinned = pinnedOf(scene.pins, left.number, right.number);
      return {
        ...(owner === undefined ? {} : { owner: String(owner.number) }),
        ...(pinned === undefined ? {} : { pinned: String(pinned) }),
        ...(previous === undefined || rule === undefined ? {} : { previous: decision(previous.yields, rule) }),
      };
    },
  };
}

/** What is known of one pull request, of its row and of its commits. */
export function standingOf(ref: string, row: KnownHead | undefined, facts: HeadFacts | undefined): Standing {
  const measured =
    facts === undefined
      ? { stuck: false, changedLines: 0 }
      : { stuck: isStuck(facts), changedLines: changedLines(facts) };
  if (row === undefined) return { ref, ...measured };
  const { number, draft, readySince, acting } = row;
  return {
    ref,
    ...measured,
    number,
    draft,
    readySince,
    ...(acting === undefined ? {} : { priority: acting.priority }),
  };
}

function decision(yields: number, rule: YieldRule): Decision {
  return { yields: String(yields), rule };
}

/** Of two, the one whose agent alone owns paths at which they meet; nobody, when both or none do. */
function ownerOf(
  one: KnownHead,
  other: KnownHead,
  paths: readonly string[],
  { request }: Scene,
): KnownHead | undefined {
  const owners = new Set(paths.flatMap((path) => request.ownersOf(path)));
  const [mine, theirs] = [one, other].map((head) => isOwner(head, owners));
  if (mine === theirs) return undefined;
  return mine === true ? one : other;
}

/** Rights are of those alone who can prove who they are. */
export function isOwner({ acting }: KnownHead, owners: ReadonlySet<string>): boolean {
  const agent = acting?.agent;
  if (acting === undefined || agent === undefined || agent === null) return false;
  return mayHoldExclusiveRights(acting.trust) && owners.has(agent);
}

/** What was said last of the two, or of one of them and all others. */
function pinnedOf(pins: readonly Preference[], one: number, other: number): number | undefined {
  const both = [one, other];
  const said = pins.filter(({ number, first }) => both.includes(number) && both.includes(first));
  return said.toSorted((a, b) => b.epoch - a.epoch)[0]?.first;
}
