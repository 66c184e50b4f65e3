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
  const now = head.violations;
  const then = base.violations;
  const pairsInHead = (pair: ModulePair) => pairKeysInHead(pair, before);
  const inHead = (id: number) => idsInHead(id, before);
  const direct = compareKeys(now.direct, then.direct, pairKey, pairsInHead);
  const cycles = compareKeys(now.cycles, then.cycles, pairKey, pairsInHead);
  const undeclared = compareKeys(now.undeclared, then.undeclared, (id) => id, inHead);
  const lacking = compareKeys(now.lacking, then.lacking, (id) => id, inHead);
  const counted = compareKeys(now.counted, then.counted, pairKey, pairsInHead);
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

/** A file that became a package is found in it and as it. */
function idsInHead(id: number, { idInHead, packageInHead }: Before): readonly number[] {
  const around = packageInHead.get(id);
  const now = idInHead[id] ?? -1;
  return around === undefined ? [now] : [now, around];
}

function pairKeysInHead({ importer, imported }: ModulePair, before: Before): readonly number[] {
  const targets = idsInHead(imported, before);
  return idsInHead(importer, before).flatMap((from) => targets.map((to) => pairKey({ importer: from, imported: to })));
}

/** Ids are below 2^26: a tree has far fewer files. -1 stands for a module that head does not have. */
export function pairKey({ importer, imported }: ModulePair): number {
  return importer === -1 || imported === -1 ? -1 : importer * 2 ** 26 + imported;
}

function compareKeys<V>(
  now: readonly V[],
  then: readonly V[],
  keyNow: (one: V) => number,
  keysThen: (one: V) => readonly number[],
) {
  const present = new Set(now.map(keyNow));
  const existing = new Set(then.flatMap(keysThen));
  const introduced = now.filter((one) => !existing.has(keyNow(one)));
  const resolved = then.filter((one) => !keysThen(one).some((key) => present.has(key))).length;
  return { introduced, existing: now.length - introduced.length, resolved };
}

/** Target by target, since their names are what base and head have in common. */
function compareReach(head: Found, base: Found, before: Before) {
  const stamps = { head: new Int32Array(before.idInBase.length), base: new Int32Array(before.idInBase.length) };
  const reachedNow = Map.groupBy(head.violations.reach, ({ target }) => target);
  // What is written in the contract keeps its name, unless head is judged by the one that the change gives it.
  const reachedThen = Map.groupBy(base.violations.reach, ({ target, literal }) => {
    const now = before.nameInHead(target);
    return literal && (reachedNow.has(target) || !reachedNow.has(now)) ? target : now;
  });
  const introduced: Reach[] = [];
  let [stamp, existing, resolved] = [0, 0, 0];
  const stampAll = (id: number) => {
    for (const now of idsInHead(id, before)) stamps.base[now] = stamp;
  };
  for (const target of new Set([...reachedNow.keys(), ...reachedThen.keys()])) {
    stamp += 1;
    const [now, then] = [reachedNow.get(target) ?? [], reachedThen.get(target) ?? []];
    for (const { sources } of now) for (const id of sources) stamps.head[id] = stamp;
    for (const { sources } of then) for (const id of sources) stampAll(id);
    for (const one of now) {
      const sources = one.sources.filter((id) => stamps.base[id] !== stamp);
      if (sources.length > 0) introduced.push({ ...one, sources });
      existing += countChains(head.links, one, (id) => stamps.base[id] === stamp);
    }
    for (const one of then) {
      resolved += countChains(base.links, one, (id) =>
        idsInHead(id, before).every((now) => stamps.head[now] !== stamp),
      );
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
