import { type Links, rowOf } from "../../formats/imports/graph/links.ts";
import type { Before } from "./before.ts";
import type { ModulePair, Reach, Violations } from "./contracts/violations.ts";

/**
 * A violation is known by the modules that it is about: neither by lines nor by chains, which move without any harm.
 * A module that imports what is forbidden also reaches it, and is counted once, not twice.
 */
export interface Comparison {
  /** Violations of head that base does not have. */
  readonly introduced: Violations;
  readonly existing: number;
  readonly resolved: number;
}

/** The violations of one contract in one commit, and the links that they were found in. */
export interface Found {
  readonly violations: Violations;
  readonly links: Links;
}

export function compare(head: Found, base: Found, before: Before): Comparison {
  const { idInHead } = before;
  const now = head.violations;
  const then = base.violations;
  const direct = compareKeys(now.direct, then.direct, pairKey, (link) => pairKey(inHead(link, idInHead)));
  const cycles = compareKeys(now.cycles, then.cycles, pairKey, (pair) => pairKey(inHead(pair, idInHead)));
  const undeclared = compareKeys(
    now.undeclared,
    then.undeclared,
    (id) => id,
    (id) => idInHead[id] ?? -1,
  );
  const lacking = compareKeys(
    now.lacking,
    then.lacking,
    (id) => id,
    (id) => idInHead[id] ?? -1,
  );
  const counted = compareKeys(now.counted, then.counted, pairKey, (link) => pairKey(inHead(link, idInHead)));
  const reach = compareReach(head, base, before);
  const parts = [direct, cycles, undeclared, lacking, reach];
  return {
    introduced: {
      direct: direct.introduced,
      reach: reach.introduced,
      cycles: cycles.introduced,
      undeclared: undeclared.introduced,
      lacking: lacking.introduced,
      counted: counted.introduced,
    },
    existing: parts.reduce((sum, part) => sum + part.existing, 0),
    resolved: parts.reduce((sum, part) => sum + part.resolved, 0),
  };
}

function inHead({ importer, imported }: ModulePair, idInHead: Int32Array): ModulePair {
  return { importer: idInHead[importer] ?? -1, imported: idInHead[imported] ?? -1 };
}

/** Ids are below 2^26: a tree has far fewer files. -1 stands for a module that head does not have. */
export function pairKey({ importer, imported }: ModulePair): number {
  return importer === -1 || imported === -1 ? -1 : importer * 2 ** 26 + imported;
}

function compareKeys<V>(
  now: readonly V[],
  then: readonly V[],
  keyNow: (one: V) => number,
  keyThen: (one: V) => number,
) {
  const present = new Set(now.map(keyNow));
  const existing = new Set(then.map(keyThen));
  const introduced = now.filter((one) => !existing.has(keyNow(one)));
  const resolved = then.filter((one) => !present.has(keyThen(one))).length;
  return { introduced, existing: now.length - introduced.length, resolved };
}

/** Target by target, since their names are what base and head have in common. */
function compareReach(head: Found, base: Found, before: Before) {
  const stamps = { head: new Int32Array(before.idInBase.length), base: new Int32Array(before.idInBase.length) };
  const reachedThen = Map.groupBy(base.violations.reach, ({ target, literal }) =>
    literal ? target : before.nameInHead(target),
  );
  const reachedNow = Map.groupBy(head.violations.reach, ({ target }) => target);
  const introduced: Reach[] = [];
  let [stamp, existing, resolved] = [0, 0, 0];
  for (const target of new Set([...reachedNow.keys(), ...reachedThen.keys()])) {
    stamp += 1;
    const [now, then] = [reachedNow.get(target) ?? [], reachedThen.get(target) ?? []];
    for (const { sources } of now) for (const id of sources) stamps.head[id] = stamp;
    for (const { sources } of then) for (const id of sources) stamps.base[before.idInHead[id] ?? -1] = stamp;
    for (const one of now) {
      const sources = one.sources.filter((id) => stamps.base[id] !== stamp);
      if (sources.length > 0) introduced.push({ ...one, sources });
      existing += countChains(head.links, one, (id) => stamps.base[id] === stamp);
    }
    for (const one of then) {
      resolved += countChains(base.links, one, (id) => stamps.head[before.idInHead[id] ?? -1] !== stamp);
    }
  }
  return { introduced, existing, resolved };
}

/** Modules that only reach the target through others, and that pass the test. */
function countChains({ imported }: Links, { sources, route }: Reach, isCounted: (id: number) => boolean): number {
  const isEnd = (id: number) => id >= route.first && id < route.end && route.isEnd?.(id) !== false;
  let count = 0;
  for (const source of sources) if (isCounted(source) && !rowOf(imported, source).some(isEnd)) count += 1;
  return count;
}
