import { searchBackwards } from "../../../formats/imports/graph/reach.ts";
import { type LanesContract, lanesOf } from "../settings/lanes.ts";
import { type Place, placesOf, type Scene } from "./scene.ts";
import { type DirectViolation, noViolations, type Reach, type Sides, type Violations } from "./violations.ts";

/** Which module is in which lane. */
export interface LaneMap {
  /** The least trusted first. */
  readonly names: readonly string[];
  /** By id, the index of the module's lane; -1 for none. */
  readonly laneOf: Int32Array;
  /** Packages that wildcards put into two lanes, with their names. */
  readonly clashes: readonly { readonly name: string; readonly lanes: readonly [string, string] }[];
}

/** A package may lie inside another lane's package: a module is in the lane of the innermost package named. */
export function lanesIn(scene: Scene, contract: LanesContract): LaneMap {
  const lanes = lanesOf(contract);
  const names = lanes.map(({ name }) => name);
  const known = new Map<string, { readonly place: Place; readonly lane: number }>();
  const clashes: LaneMap["clashes"][number][] = [];
  for (const [lane, { modules }] of lanes.entries()) {
    for (const place of placesOf(
      scene,
      modules.map(({ name }) => name),
    )) {
      const other = known.get(place.name);
      // What is written out counts more than what a wildcard matches.
      if (other === undefined || (place.literal && !other.place.literal)) known.set(place.name, { place, lane });
      else if (place.literal === other.place.literal) {
        clashes.push({ name: place.name, lanes: [names[other.lane] ?? "", names[lane] ?? ""] });
      }
    }
  }
  const laneOf = new Int32Array(scene.graph.names.length).fill(-1);
  // A place stands before those inside it.
  const inOrder = [...known.values()].sort((left, right) => left.place.first - right.place.first);
  for (const { place, lane } of inOrder) laneOf.fill(lane, place.first, place.end);
  return { names, laneOf, clashes };
}

/** No lane may reach one that is less trusted, through whatever modules. */
export function lanesViolations(scene: Scene, contract: LanesContract): Violations {
  const lanes = lanesIn(scene, contract);
  return { ...noViolations, direct: directBetween(scene, lanes), reach: reachBetween(scene, lanes) };
}

function sidesOf({ names }: LaneMap, from: number, to: number): Sides {
  return { kind: "lane", importer: names[from] ?? "", imported: names[to] ?? "" };
}

function directBetween({ links: { imported: rows } }: Scene, lanes: LaneMap): readonly DirectViolation[] {
  const { laneOf } = lanes;
  const found: DirectViolation[] = [];
  for (let importer = 0; importer < laneOf.length; importer += 1) {
    const from = laneOf[importer] ?? -1;
    if (from < 1) continue;
    const last = rows.starts[importer + 1] ?? 0;
    for (let place = rows.starts[importer] ?? 0; place < last; place += 1) {
      const imported = rows.ids[place] ?? 0;
      const to = laneOf[imported] ?? -1;
      if (to !== -1 && to < from) found.push({ importer, imported, sides: sidesOf(lanes, from, to) });
    }
  }
  return found;
}

/** One search finds all that reaches a lane. */
function reachBetween({ links, searches }: Scene, lanes: LaneMap): readonly Reach[] {
  const { names, laneOf } = lanes;
  return names.slice(0, -1).flatMap((target, to) => {
    const route = { first: 0, end: laneOf.length, isEnd: (id: number) => laneOf[id] === to };
    const stamp = searchBackwards(links, searches, route);
    const guilty = names.map((): number[] => []);
    for (let id = 0; id < laneOf.length; id += 1) {
      const from = laneOf[id] ?? -1;
      if (from > to && searches.stamps[id] === stamp) guilty[from]?.push(id);
    }
    return guilty.flatMap((sources, from): readonly Reach[] => {
      if (sources.length === 0) return [];
      const isSource = (id: number) => laneOf[id] === from;
      const sides = sidesOf(lanes, from, to);
      return [{ target, literal: true, sources: Int32Array.from(sources), route, isSource, sides }];
    });
  });
}
