import { type Searches, searchesOver } from "../../../formats/imports/graph/reach.ts";
import type { Place, Scene } from "./scene.ts";
import type { DirectViolation, Reach, Sides } from "./violations.ts";

/** Packages of which some must not import some others. */
export interface Layering {
  readonly groups: readonly Place[];
  /** By id, the innermost group that the module is in; -1 for none. */
  readonly groupOf: Int32Array;
  /** What the first group is to the second, when it must not import it. */
  readonly sidesOf: (importer: number, imported: number) => Sides | undefined;
}

/** By id, the innermost of these places; a place stands before those inside it. */
export function groupsById(scene: Scene, groups: readonly Place[]): Int32Array {
  const groupOf = new Int32Array(scene.graph.names.length).fill(-1);
  for (const [group, { first, end }] of groups.entries()) groupOf.fill(group, first, end);
  return groupOf;
}

/** Links from a group to one that it must not import. */
export function directBetween(
  { links: { imported: rows } }: Scene,
  { groupOf, sidesOf }: Pick<Layering, "groupOf" | "sidesOf">,
): readonly DirectViolation[] {
  const found: DirectViolation[] = [];
  for (let importer = 0; importer < groupOf.length; importer += 1) {
    const from = groupOf[importer] ?? -1;
    if (from === -1) continue;
    const last = rows.starts[importer + 1] ?? 0;
    for (let place = rows.starts[importer] ?? 0; place < last; place += 1) {
      const imported = rows.ids[place] ?? 0;
      const to = groupOf[imported] ?? -1;
      if (to === -1 || to === from) continue;
      const sides = sidesOf(from, to);
      if (sides !== undefined) found.push({ importer, imported, sides });
    }
  }
  return found;
}

/**
 * Chains from a group to one that it must not import. They pass through modules of the first and through modules of
 * no group, never through a third. One search a target finds every guilty group at once.
 */
export function reachBetween(scene: Scene, layering: Layering): readonly Reach[] {
  const behind = searchesOver(scene.links);
  const groups = [...layering.groups.keys()];
  return groups.flatMap((target) => {
    if (!groups.some((group) => group !== target && layering.sidesOf(group, target) !== undefined)) return [];
    return guiltyOf(scene, layering, target).flatMap((group): readonly Reach[] => {
      const sides = layering.sidesOf(group, target);
      if (sides === undefined) return [];
      return [reachFrom(layering, group, target, sourcesIn(scene, layering, group, behind), sides)];
    });
  });
}

/**
 * Finds the doors to the target: modules of other groups that lead to it without passing through any group. Answers
 * which groups have one, in rising order. The search's stamps mark the doors and what lies between.
 */
function guiltyOf({ links, searches }: Scene, { groups, groupOf }: Layering, target: number): readonly number[] {
  const { stamps, queue } = searches;
  const { starts, ids } = links.importers;
  const guilty = new Set<number>();
  let tail = beginAt(searches, groupOf, target, groups[target]);
  const stamp = searches.stamp;
  for (let head = 0; head < tail; head += 1) {
    const id = queue[head] ?? 0;
    const last = starts[id + 1] ?? 0;
    for (let place = starts[id] ?? 0; place < last; place += 1) {
      const importer = ids[place] ?? 0;
      if (stamps[importer] === stamp) continue;
      stamps[importer] = stamp;
      const group = groupOf[importer] ?? -1;
      if (group === -1) queue[tail++] = importer;
      else guilty.add(group);
    }
  }
  return [...guilty].sort((left, right) => left - right);
}

function beginAt(searches: Searches, groupOf: Int32Array, group: number, place: Place | undefined): number {
  searches.stamp += 1;
  let tail = 0;
  for (let id = place?.first ?? 0; id < (place?.end ?? 0); id += 1) {
    if (groupOf[id] !== group) continue;
    searches.stamps[id] = searches.stamp;
    searches.queue[tail++] = id;
  }
  return tail;
}

/**
 * The group's doors, and every module of it that leads to one. Whoever imports something between doors and target is
 * a door itself, so the walk stays away from what the search for doors has stamped.
 */
function sourcesIn({ links, searches }: Scene, layering: Layering, group: number, behind: Searches): Int32Array {
  const { groups, groupOf } = layering;
  const { first = 0, end = 0 } = groups[group] ?? {};
  const { starts, ids } = links.importers;
  const { stamps, queue } = behind;
  behind.stamp += 1;
  let tail = 0;
  for (let id = first; id < end; id += 1) {
    if (groupOf[id] === group && searches.stamps[id] === searches.stamp) queue[tail++] = id;
  }
  let count = tail;
  for (let head = 0; head < tail; head += 1) {
    const id = queue[head] ?? 0;
    const last = starts[id + 1] ?? 0;
    for (let place = starts[id] ?? 0; place < last; place += 1) {
      const importer = ids[place] ?? 0;
      const home = groupOf[importer] ?? -1;
      if (home !== group && home !== -1) continue;
      if (searches.stamps[importer] === searches.stamp || stamps[importer] === behind.stamp) continue;
      stamps[importer] = behind.stamp;
      queue[tail++] = importer;
      if (home === group) count += 1;
    }
  }
  const sources = new Int32Array(count);
  for (let id = first, next = 0; id < end; id += 1) {
    const reaches = searches.stamps[id] === searches.stamp || stamps[id] === behind.stamp;
    if (reaches && groupOf[id] === group) sources[next++] = id;
  }
  return sources;
}

function reachFrom(layering: Layering, group: number, target: number, sources: Int32Array, sides: Sides): Reach {
  const { groups, groupOf } = layering;
  const { name = "", literal = false, first = 0, end = 0 } = groups[target] ?? {};
  const isSource = (id: number) => groupOf[id] === group;
  const route = {
    first,
    end,
    isEnd: (id: number) => groupOf[id] === target,
    mayPass: (id: number) => isSource(id) || groupOf[id] === -1,
  };
  return { target: name, literal, sources, route, isSource, sides };
}
