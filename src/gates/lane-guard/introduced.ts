import { type ImportGraph, intervalOf } from "../../formats/imports/graph/graph.ts";
import { linkBetween } from "../../formats/imports/graph/reach.ts";
import type { Contract } from "./model.ts";
import type { DirectViolation, ReachViolation, Violations } from "./violations.ts";

/** The merge base as seen from head: its graph, and the names that its modules have now. */
export interface Before {
  readonly graph: ImportGraph;
  /** By name in base, where it differs in head. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * Identities of violations, made of names: neither lines nor chains, which move without any harm. The value tells
 * whether to count it: a module that imports what is forbidden also reaches it, and is one violation, not two.
 */
export type Identities = ReadonlyMap<string, boolean>;

export function identitiesOf(
  graph: ImportGraph,
  violations: Violations,
  renamed?: ReadonlyMap<string, string>,
): Identities {
  const nameOf = (id: number) => {
    const name = graph.names[id] ?? "";
    return renamed?.get(name) ?? name;
  };
  const identities = new Map<string, boolean>();
  for (const { importer, imported } of violations.direct) {
    identities.set(directIdentity(nameOf(importer), nameOf(imported)), true);
  }
  for (const { source, target, nextHop } of violations.reach) {
    const isChain = nextHop[nextHop[source] ?? -1] !== -1;
    identities.set(reachIdentity(nameOf(source), target), isChain);
  }
  return identities;
}

/** How many violations the first has that the second has too, or has not. */
export function countIdentities(counted: Identities, other: Identities, shared: boolean): number {
  let count = 0;
  for (const [identity, counts] of counted) if (counts && other.has(identity) === shared) count += 1;
  return count;
}

function directIdentity(importer: string, imported: string): string {
  return `direct ${importer} ${imported}`;
}

function reachIdentity(source: string, target: string): string {
  return `reach ${source} ${target}`;
}

/** Violations of head that are not among these. */
export function withoutExisting(graph: ImportGraph, violations: Violations, existing: Identities): Violations {
  const nameOf = (id: number) => graph.names[id] ?? "";
  return {
    direct: violations.direct.filter(
      ({ importer, imported }) => !existing.has(directIdentity(nameOf(importer), nameOf(imported))),
    ),
    reach: violations.reach.filter(({ source, target }) => !existing.has(reachIdentity(nameOf(source), target))),
  };
}

/** Tells whether a link of head is new. Without a base, because nothing is accepted, every link counts as new. */
export function newLinkTest(
  head: ImportGraph,
  before: Before | undefined,
): (importer: number, imported: number) => boolean {
  if (before === undefined) return () => true;
  const nameInBase = new Map([...before.renamed].map(([base, now]) => [now, base]));
  const idInBase = (id: number) => {
    const name = head.names[id] ?? "";
    return intervalOf(before.graph, nameInBase.get(name) ?? name)?.[0];
  };
  return (importer, imported) => {
    const [from, to] = [idInBase(importer), idInBase(imported)];
    return from === undefined || to === undefined || linkBetween(before.graph, from, to) === undefined;
  };
}

/** What one annotation is about: a link, and everything that breaks the contract because of it. */
export interface Cause {
  readonly importer: number;
  readonly imported: number;
  /** The link itself breaks the contract. */
  readonly direct: boolean;
  readonly reach: readonly ReachViolation[];
}

/**
 * Groups violations by the link to blame, so that one mistake is told once. A new forbidden link explains every chain
 * that uses it. Otherwise it is the first new link behind the last module of `from` on the chain, where the lane is
 * left, or else the first new link at all, or else the first link of the chain.
 */
export function causesOf(
  head: ImportGraph,
  contract: Contract,
  violations: Violations,
  isNew: (importer: number, imported: number) => boolean,
): readonly Cause[] {
  const causes = new Map<number, { link: DirectViolation; direct: boolean; reach: ReachViolation[] }>();
  for (const link of violations.direct)
    causes.set(keyOf(link.importer, link.imported), { link, direct: true, reach: [] });
  const tests: LinkTests = {
    isDirect: (importer, imported) => causes.get(keyOf(importer, imported))?.direct === true,
    isNew: remembering(isNew),
    isSource: membership(head, contract.from),
  };
  for (const violation of violations.reach) {
    const link = blamed(violation, tests);
    const key = keyOf(link.importer, link.imported);
    const cause = causes.get(key) ?? { link, direct: false, reach: [] };
    cause.reach.push(violation);
    causes.set(key, cause);
  }
  return [...causes.values()].map(({ link, direct, reach }) => ({ ...link, direct, reach }));
}

type LinkTest = (importer: number, imported: number) => boolean;

interface LinkTests {
  readonly isDirect: LinkTest;
  readonly isNew: LinkTest;
  readonly isSource: (id: number) => boolean;
}

/** Walks one chain. A chain has at least one link, since no module is in `from` and in `to`. */
function blamed({ source, nextHop }: ReachViolation, tests: LinkTests): DirectViolation {
  let firstNew: DirectViolation | undefined;
  let newBehindLane: DirectViolation | undefined;
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
    const key = keyOf(importer, imported);
    const answer = known.get(key) ?? test(importer, imported);
    known.set(key, answer);
    return answer;
  };
}

function membership(graph: ImportGraph, packages: readonly string[]): (id: number) => boolean {
  const intervals = packages.flatMap((name) => {
    const interval = intervalOf(graph, name);
    return interval === undefined ? [] : [interval];
  });
  return (id) => intervals.some(([first, end]) => id >= first && id < end);
}

/** Ids are below 2^26: a tree has far fewer files. */
function keyOf(importer: number, imported: number): number {
  return importer * 2 ** 26 + imported;
}
