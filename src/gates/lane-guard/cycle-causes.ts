import type { LinkTest } from "./causes.ts";
import type { Scene } from "./contracts/scene.ts";
import type { CycleViolation } from "./contracts/violations.ts";
import { type CycleCut, cycleCutOf, linksBetween } from "./cycle-cut.ts";
import { pairKey } from "./introduced.ts";

/** A dependency that closes a cycle, and the dependencies that lead back from it. */
export interface CycleCause {
  readonly closing: CycleViolation;
  /** The link to look at: a new one, where there is one. */
  readonly importer: number;
  readonly imported: number;
  readonly back: readonly CycleViolation[];
  /** Of all that forms a cycle with it; undefined where too many cycles are new to look for the cut of each. */
  readonly cut: CycleCut | undefined;
  /** An earlier cause has the same cut. */
  readonly cutWasTold: boolean;
}

/** Looking for a cut takes time, and the more of it the more dependencies there are. */
const maxCuts = 20;
const maxPairsCut = 50_000;

/**
 * Finds which dependencies to blame for the new ones on cycles. It starts with those that were on a cycle before and
 * adds the others, new imports last; whatever then closes a cycle is to blame.
 */
export function cycleCausesOf(
  scene: Scene,
  all: readonly CycleViolation[],
  introduced: readonly CycleViolation[],
  isNew: LinkTest,
): readonly CycleCause[] {
  const isIntroduced = new Set(introduced);
  const cycles = Map.groupBy(all, ({ package: parent, cycle }) => pairKey({ importer: parent, imported: cycle }));
  let [cuts, pairsCut] = [0, 0];
  return [...cycles.values()].flatMap((pairs) => {
    const added = pairs.filter((pair) => isIntroduced.has(pair)).map((pair) => withLink(scene, pair, isNew));
    if (added.length === 0) return [];
    const kept = new Map<number, CycleViolation[]>();
    for (const pair of pairs) if (!isIntroduced.has(pair)) keep(kept, pair);
    const mayCut = cuts < maxCuts && pairsCut < maxPairsCut;
    [cuts, pairsCut] = [cuts + 1, pairsCut + pairs.length];
    const cut = mayCut ? cycleCutOf(pairs, isIntroduced) : undefined;
    return added
      .toSorted((left, right) => Number(left.isNew) - Number(right.isNew))
      .flatMap((added) => {
        const back = wayBetween(kept, added.pair.imported, added.pair.importer);
        if (back === undefined) keep(kept, added.pair);
        return back === undefined ? [] : [{ closing: added.pair, ...added.link, back, cut }];
      })
      .map((cause, index) => ({ ...cause, cutWasTold: index > 0 }));
  });
}

function keep(kept: Map<number, CycleViolation[]>, pair: CycleViolation): void {
  const others = kept.get(pair.importer);
  if (others === undefined) kept.set(pair.importer, [pair]);
  else others.push(pair);
}

/** The pair with the first new link between its modules, or else its first link. */
function withLink(scene: Scene, pair: CycleViolation, isNew: LinkTest) {
  for (const [importer, imported] of linksBetween(scene, pair)) {
    if (isNew(importer, imported)) return { pair, link: { importer, imported }, isNew: true };
  }
  return { pair, link: { importer: pair.link[0], imported: pair.link[1] }, isNew: false };
}

/** A shortest way through the dependencies that are kept; undefined when there is none. */
function wayBetween(
  kept: ReadonlyMap<number, readonly CycleViolation[]>,
  start: number,
  goal: number,
): readonly CycleViolation[] | undefined {
  const arrivedBy = new Map<number, CycleViolation | undefined>([[start, undefined]]);
  for (const node of arrivedBy.keys()) {
    if (node === goal) return waysBack(arrivedBy, goal);
    for (const pair of kept.get(node) ?? []) if (!arrivedBy.has(pair.imported)) arrivedBy.set(pair.imported, pair);
  }
  return undefined;
}

function waysBack(arrivedBy: ReadonlyMap<number, CycleViolation | undefined>, goal: number): readonly CycleViolation[] {
  const way: CycleViolation[] = [];
  for (let pair = arrivedBy.get(goal); pair !== undefined; pair = arrivedBy.get(pair.importer)) way.unshift(pair);
  return way;
}
