import type { Layering } from "./layering.ts";
import type { Scene } from "./scene.ts";
import { type Spread, spread, spreadOver } from "./spread.ts";
import type { Reach } from "./violations.ts";

/** So many targets are looked for at once, a bit each. */
const targetsAtOnce = 32;

/**
 * Chains from a group to one that it must not import. They pass through modules of the first and through modules of
 * no group, never through a third. Answers by target, then by group.
 */
export function reachBetween({ links }: Scene, layering: Layering): readonly Reach[] {
  const state = spreadOver(links.importers, layering.groupOf);
  const batches = Map.groupBy(layering.groups.keys(), (group) => Math.floor(group / targetsAtOnce));
  return [...batches.values()].flatMap((targets) => reachOf(layering, targets, state));
}

function reachOf(layering: Layering, targets: readonly number[], state: Spread): readonly Reach[] {
  const { groups } = layering;
  const forbidden = Int32Array.from(groups.keys(), (group) => bitsForbidden(layering, group, targets));
  if (forbidden.every((bits) => bits === 0)) return [];
  const bitOf = new Int32Array(groups.length);
  for (const [bit, target] of targets.entries()) bitOf[target] = 1 << bit;
  spread(state, -1, findDoors(state, { bitOf, forbidden }));
  findFarDoors(state, { bitOf, forbidden });
  const reach = targets.map((): Reach[] => []);
  for (const group of groups.keys()) {
    if (forbidden[group] === 0 || !spreadFrom(layering, group, state)) continue;
    for (const [bit, sources] of sourcesIn(layering, group, state.bits).entries()) {
      if (sources.length > 0) reach[bit]?.push(reachFrom(layering, group, targets[bit] ?? 0, sources));
    }
  }
  return reach.flat();
}

function bitsForbidden({ isForbidden }: Layering, group: number, targets: readonly number[]): number {
  let bits = 0;
  for (const [bit, target] of targets.entries()) if (target !== group && isForbidden(group, target)) bits |= 1 << bit;
  return bits;
}

interface Wanted {
  /** By group, its bit if it is one of the targets. */
  readonly bitOf: Int32Array;
  /** By group, the bits of the targets that it must not import. */
  readonly forbidden: Int32Array;
}

/**
 * Finds the doors, which are modules of a group that lead to a forbidden target without passing through any group, and
 * what the modules in between lead to.
 */
function findDoors({ importers: { starts, ids }, groupOf, bits, outside, queue }: Spread, wanted: Wanted): number {
  const { bitOf, forbidden } = wanted;
  bits.fill(0);
  outside.fill(0);
  let waiting = 0;
  for (let id = 0; id < groupOf.length; id += 1) {
    const group = groupOf[id] ?? -1;
    const bit = group === -1 ? 0 : (bitOf[group] ?? 0);
    if (bit === 0) continue;
    const last = starts[id + 1] ?? 0;
    for (let place = starts[id] ?? 0; place < last; place += 1) {
      const importer = ids[place] ?? 0;
      const home = groupOf[importer] ?? -1;
      const known = bits[importer] ?? 0;
      if (home === -1 && known === 0) queue[waiting++] = importer;
      bits[importer] = known | (home === -1 ? bit : bit & (forbidden[home] ?? 0));
    }
  }
  return waiting;
}

/** Finds the doors that lead to a target through modules of no group. */
function findFarDoors({ importers: { starts, ids }, groupOf, bits, outside }: Spread, { forbidden }: Wanted): void {
  for (let id = 0; id < groupOf.length; id += 1) {
    const own = bits[id] ?? 0;
    if (own === 0 || groupOf[id] !== -1) continue;
    outside[id] = own;
    bits[id] = 0;
    const last = starts[id + 1] ?? 0;
    for (let place = starts[id] ?? 0; place < last; place += 1) {
      const importer = ids[place] ?? 0;
      const home = groupOf[importer] ?? -1;
      if (home !== -1) bits[importer] = (bits[importer] ?? 0) | (own & (forbidden[home] ?? 0));
    }
  }
}

/** Lets whatever in the group leads to one of its doors know where that leads; false when it has none. */
function spreadFrom({ groups, groupOf }: Layering, group: number, state: Spread): boolean {
  const { first = 0, end = 0 } = groups[group] ?? {};
  let waiting = 0;
  for (let id = first; id < end; id += 1) {
    if (groupOf[id] === group && state.bits[id] !== 0) state.queue[waiting++] = id;
  }
  if (waiting === 0) return false;
  spread(state, group, waiting);
  return true;
}

const none = new Int32Array();

/** By bit, the modules of the group that bear it. */
function sourcesIn({ groups, groupOf }: Layering, group: number, bits: Int32Array): readonly Int32Array[] {
  const { first = 0, end = 0 } = groups[group] ?? {};
  const counts = new Int32Array(targetsAtOnce);
  for (let id = first; id < end; id += 1) {
    if (groupOf[id] !== group) continue;
    for (let rest = bits[id] ?? 0; rest !== 0; rest &= rest - 1) {
      const bit = lowestBit(rest);
      counts[bit] = (counts[bit] ?? 0) + 1;
    }
  }
  const sources = Array.from(counts, (count) => (count === 0 ? none : new Int32Array(count)));
  // From the last to the first, so that what is left of the counts tells the place.
  for (let id = end - 1; id >= first; id -= 1) {
    if (groupOf[id] !== group) continue;
    for (let rest = bits[id] ?? 0; rest !== 0; rest &= rest - 1) {
      const bit = lowestBit(rest);
      const place = (counts[bit] ?? 0) - 1;
      counts[bit] = place;
      const row = sources[bit];
      if (row !== undefined) row[place] = id;
    }
  }
  return sources;
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function reachFrom(layering: Layering, group: number, target: number, sources: Int32Array): Reach {
  const { groups, groupOf, sidesOf } = layering;
  const { name = "", literal = false, first = 0, end = 0 } = groups[target] ?? {};
  const isSource = (id: number) => groupOf[id] === group;
  const route = {
    first,
    end,
    isEnd: (id: number) => groupOf[id] === target,
    mayPass: (id: number) => isSource(id) || groupOf[id] === -1,
  };
  return { target: name, literal, sources, route, isSource, sides: sidesOf(group, target) };
}
