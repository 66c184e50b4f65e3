import { isLinked } from "../../formats/imports/graph/links.ts";
import { chainFrom, type Searches, searchBackwards } from "../../formats/imports/graph/reach.ts";
import type { Before } from "./before.ts";
import type { Scene } from "./contracts/scene.ts";
import type { DirectViolation, Reach, Violations } from "./contracts/violations.ts";
import { pairKey } from "./introduced.ts";

/** What one annotation is about: a link, and everything that breaks the contract because of it. */
export interface Cause {
  readonly importer: number;
  readonly imported: number;
  /** The link itself breaks the contract. */
  readonly direct: DirectViolation | undefined;
  readonly reach: readonly ReachingModule[];
  /** The shortest chain of the first reaching module; of the link alone when it is direct. */
  readonly chain: readonly number[];
  /** A shortest chain to each other package that is reached, of the first module that does. */
  readonly others: readonly (readonly number[])[];
}

interface OpenCause extends Cause {
  readonly reach: ReachingModule[];
  readonly others: (readonly number[])[];
  readonly targets: Set<string>;
}

interface ReachingModule {
  readonly source: number;
  readonly reach: Reach;
  /** What it imports on a shortest chain. */
  readonly next: number;
}

export type LinkTest = (importer: number, imported: number) => boolean;

/** Tells whether a link of head is new. Without a base, because nothing is accepted, every link counts as new. */
export function newLinkTest(base: Scene | undefined, before: Before): LinkTest {
  if (base === undefined) return () => true;
  return (importer, imported) => {
    const [from, to] = [before.idInBase[importer] ?? -1, before.idInBase[imported] ?? -1];
    return from === -1 || to === -1 || !isLinked(base.links, from, to);
  };
}

/** So many further packages that one link leads to are shown. */
const maxOthers = 10;

/** Looking for chains takes time for every pair of packages; beyond so many, the pairs are only counted. */
const maxPairs = 2_000;

/**
 * Groups violations by the link to blame, so that one mistake is told once. A new forbidden link explains every chain
 * that uses it. Otherwise it is the first new link behind the last module of the lane on the chain, where the lane is
 * left, or else the first new link at all, or else the first link of the chain.
 */
export function causesOf(scene: Scene, violations: Violations, isNew: LinkTest) {
  const causes = new Map<number, OpenCause>();
  for (const direct of violations.direct) causes.set(pairKey(direct), openCause(direct, direct));
  const isDirect: LinkTest = (importer, imported) => causes.get(pairKey({ importer, imported }))?.direct !== undefined;
  const remembered = remembering(isNew);
  for (const reach of violations.reach.slice(0, maxPairs)) {
    const tests = { isDirect, isNew: remembered, isSource: reach.isSource };
    searchBackwards(scene.links, scene.searches, reach.route);
    for (const source of reach.sources) {
      const link = blamed(source, scene.searches, tests);
      const cause = causes.get(pairKey(link)) ?? openCause(link, undefined, chainFrom(scene.searches, source));
      causes.set(pairKey(link), cause);
      cause.reach.push({ source, reach, next: scene.searches.nextHop[source] ?? -1 });
      const isOther = cause.targets.size > 0 && !cause.targets.has(reach.target);
      if (isOther && cause.others.length < maxOthers) showToo(cause, chainFrom(scene.searches, source));
      cause.targets.add(reach.target);
    }
  }
  return { causes: [...causes.values()], pairsLeftOut: Math.max(0, violations.reach.length - maxPairs) };
}

/** Packages may lie in each other: where one module is in both, one chain shows both. */
function showToo({ chain, others }: OpenCause, other: readonly number[]): void {
  const end = other.at(-1);
  if (![chain, ...others].some((shown) => shown.at(-1) === end)) others.push(other);
}

function openCause(
  { importer, imported }: { readonly importer: number; readonly imported: number },
  direct: DirectViolation | undefined,
  chain: readonly number[] = [importer, imported],
): OpenCause {
  const targets = new Set(direct === undefined ? [] : [direct.sides.imported]);
  return { importer, imported, direct, reach: [], chain, others: [], targets };
}

interface LinkTests {
  readonly isDirect: LinkTest;
  readonly isNew: LinkTest;
  readonly isSource: (id: number) => boolean;
}

/** Walks one chain. A chain has at least one link, since no module is on both sides of a contract. */
function blamed(source: number, { nextHop }: Searches, tests: LinkTests) {
  let firstNew: { importer: number; imported: number } | undefined;
  let newBehindLane: { importer: number; imported: number } | undefined;
  for (let importer = source, imported = nextHop[source] ?? -1; imported !== -1; ) {
    if (tests.isDirect(importer, imported)) return { importer, imported };
    if (tests.isSource(importer)) newBehindLane = undefined;
    if (newBehindLane === undefined && tests.isNew(importer, imported)) newBehindLane = { importer, imported };
    firstNew ??= newBehindLane;
    importer = imported;
    imported = nextHop[importer] ?? -1;
  }
  return newBehindLane ?? firstNew ?? { importer: source, imported: nextHop[source] ?? -1 };
}

/** Chains share their ends, so the same links are asked about again and again. */
function remembering(test: LinkTest): LinkTest {
  const known = new Map<number, boolean>();
  return (importer, imported) => {
    const key = pairKey({ importer, imported });
    const answer = known.get(key) ?? test(importer, imported);
    known.set(key, answer);
    return answer;
  };
}
