import type { Finding } from "../../core/finding.ts";
import type { Before } from "./before.ts";
import { type LaneMap, lanesIn } from "./contracts/lanes.ts";
import type { Scene } from "./contracts/scene.ts";
import type { Found } from "./introduced.ts";
import type { Commits, SourcePath } from "./model.ts";
import { laneGuardRules } from "./rules.ts";
import type { Contract } from "./settings/contract.ts";
import type { LanesContract } from "./settings/lanes.ts";
import { listOf } from "./wording.ts";

/** A file that the change moves to a more trusted lane. */
interface Promotion {
  readonly now: SourcePath;
  readonly then: SourcePath;
  readonly idInBase: number;
  readonly from: number;
  readonly to: number;
}

/** What a change does to lanes beside the imports that it adds. */
export interface LaneMoves {
  readonly findings: readonly Finding[];
  /**
   * Takes away, from what base had, the violations of modules that are promoted: what was accepted of them in their
   * old lane is not accepted in the new one.
   */
  readonly withoutPromoted: (then: Found) => Found;
}

interface Scenes {
  readonly base: Scene;
  readonly head: Scene;
}

/** The same contract, by the names that its packages have in either commit. */
interface Contracts {
  readonly base: Contract;
  readonly head: Contract;
}

/** Of a contract without lanes: nothing. */
export function laneMoves(commits: Commits, contracts: Contracts, scenes: Scenes, before: Before): LaneMoves {
  const { base: contract, head } = contracts;
  if (contract.type !== "lanes" || head.type !== "lanes" || !isAnythingMoved(commits)) {
    return { findings: [], withoutPromoted: (then) => then };
  }
  const lanes = { base: lanesIn(scenes.base, contract), head: lanesIn(scenes.head, head) };
  const promotions = promotionsIn(commits, lanes, scenes, before);
  const promoted = new Set(promotions.map(({ idInBase }) => idInBase));
  const skipping = contract.promotion === "any" ? [] : promotions.filter(({ from, to }) => to - from > 1);
  return {
    findings: unmistakable(commits, skipping).map((promotion) => skipFinding(contract, lanes.head, promotion)),
    withoutPromoted: ({ violations, links }) => {
      const direct = violations.direct.filter(({ importer }) => !promoted.has(importer));
      const reach = violations.reach.map((one) => ({ ...one, sources: one.sources.filter((id) => !promoted.has(id)) }));
      return { links, violations: { ...violations, direct, reach } };
    },
  };
}

function isAnythingMoved({ touched }: Commits): boolean {
  for (const [path, before] of touched) if (before !== undefined && before !== path) return true;
  return false;
}

function promotionsIn(
  commits: Commits,
  lanes: { readonly base: LaneMap; readonly head: LaneMap },
  scenes: Scenes,
  { idInBase }: Before,
): readonly Promotion[] {
  return scenes.head.graph.table.nodes.flatMap(({ id, file }): readonly Promotion[] => {
    const now = commits.head.files[file];
    const before = now === undefined ? undefined : commits.touched.get(now.path);
    if (now === undefined || before === undefined || before === now.path) return [];
    const old = idInBase[id] ?? -1;
    const then = commits.base.files[scenes.base.graph.table.nodes[old]?.file ?? -1];
    const [from, to] = [lanes.base.laneOf[old] ?? -1, lanes.head.laneOf[id] ?? -1];
    return then?.path !== before || from === -1 || to <= from ? [] : [{ now, then, idInBase: old, from, to }];
  });
}

/** Of files with the same content, such as an empty `__init__.py`, nobody can tell which one moved where. */
function unmistakable(commits: Commits, promotions: readonly Promotion[]): readonly Promotion[] {
  if (promotions.length === 0) return [];
  const [inBase, inHead] = [repeatedContents(commits.base.files), repeatedContents(commits.head.files)];
  return promotions.filter(({ then, now }) => !inBase.has(then.id) && !inHead.has(now.id));
}

function repeatedContents(files: readonly SourcePath[]): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const { id } of files) (once.has(id) ? again : once).add(id);
  return again;
}

function skipFinding(contract: LanesContract, { names }: LaneMap, { now, then, from, to }: Promotion): Finding {
  const skipped = names.slice(from + 1, to);
  const next = names[from + 1] ?? "";
  return {
    rule: "promotion-skips-lane",
    what: `${then.path} moves from ${names[from] ?? ""} to ${names[to] ?? ""} and skips ${listOf(skipped)}. "${contract.name}" promotes by one lane at a time.`,
    why: contract.why ?? "A lane is where code proves itself before more depends on it.",
    fix: `Move it to ${next} only. It can go on from there in a later change.`,
    at: { path: now.path },
  };
}

/** What wildcards put into two lanes: nobody could say what it may import. */
export function laneClashes(scene: Scene, contract: LanesContract): readonly Finding[] {
  return lanesIn(scene, contract).clashes.map(({ name, lanes }) => ({
    rule: "ambiguous-lane",
    what: `${name} is in ${listOf(lanes)} at once, by wildcards of "${contract.name}".`,
    why: "A module in two lanes has no rule that says what it may import.",
    fix: laneGuardRules["ambiguous-lane"].fix,
  }));
}
