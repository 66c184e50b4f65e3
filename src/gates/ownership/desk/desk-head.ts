import { badUsage } from "../../../core/bad-usage.ts";
import type { OwnCommit } from "../../../core/history.ts";
import type { HeadFacts } from "../../../core/overlap.ts";
import type { OpenPullRequest, PullRequestOverlaps } from "../../../core/pull-request-overlaps.ts";
import { actingAs } from "../actors/acting-as.ts";
import { actorsOf } from "../actors/actors.ts";
import { boundedEffort, tooMuch } from "../bounded-effort.ts";
import type { ForeignPath } from "../feedback/actions.ts";
import { foreignPaths } from "../feedback/foreign-paths.ts";
import { judgePaths } from "../judge-paths.ts";
import { ownerFinder } from "../map/owner-of.ts";
import type { OwnershipMap } from "../map/ownership-map.ts";
import type { OwnershipSettings } from "../model.ts";
import { isStuck } from "../overlap/evaluate.ts";
import { isLarge } from "../overlap/head-size.ts";
import type { OverlapSide } from "../overlap/pull-request-overlap.ts";
import type { MapSettings } from "../settings/map.ts";
import { touchedPaths } from "../touched-paths.ts";

/** A head of a clone that stands for a pull request. */
export interface DeskHead {
  readonly facts: HeadFacts;
  /** By which messages call it. */
  readonly number: number;
  readonly branch: string | undefined;
  /** Whose words hint at who acts: nobody is authenticated here. */
  readonly commits: readonly OwnCommit[];
  /** When somebody touched it last, in epoch milliseconds. */
  readonly touchedAt: number;
}

/** By what heads are judged, at a moment in epoch milliseconds. */
export interface DeskPolicy {
  readonly settings: OwnershipSettings;
  readonly agents: MapSettings["agents"];
  readonly map: OwnershipMap;
  readonly now: number;
}

/** A head with all that is told of it alone. */
export interface JudgedHead extends OverlapSide {
  readonly open: OpenPullRequest;
  readonly facts: HeadFacts;
  readonly touchedAt: number;
  /** Paths that whoever seems to act may not change. */
  readonly foreign: readonly ForeignPath[];
  readonly setAside: PullRequestOverlaps["setAside"];
}

/** Throws BAD_USAGE where comparing the map with what the head touches takes too long. */
export function judgeHead(head: DeskHead, policy: DeskPolicy): JudgedHead {
  const { facts, number, branch, commits, touchedAt } = head;
  const { settings, agents } = policy;
  const actors = actorsOf(agents, { acting: undefined, branch, labels: [], commits });
  const { agent, trust } = actingAs(actors, agents);
  const judged = judgePaths(settings, { agents, actors, touched: touchedBy(facts, policy), atDesk: true });
  return {
    ref: facts.ref,
    open: { number, head: facts.commit, agent, trust, draft: false },
    facts,
    touchedAt,
    foreign: foreignPaths(judged),
    setAside: isLarge(facts, settings.overlap["max-files"]) ? "large" : isStuck(facts) ? "stuck" : undefined,
  };
}

/** Of a head that shares no history with the base nobody can say what it changes. */
function touchedBy({ alone, ownChanges }: HeadFacts, { map, now }: DeskPolicy) {
  if (alone === "unrelated") return [];
  const files = ownChanges.map(({ before, after }) => ({ before: before?.path, after: after?.path }));
  const touched = boundedEffort((effort) => touchedPaths(files, ownerFinder(map, now, [], effort)));
  if (touched === undefined) throw badUsage(tooMuch);
  return touched;
}
