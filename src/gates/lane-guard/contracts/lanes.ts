import { searchBackwards } from "../../../formats/imports/graph/reach.ts";
import { type LanesContract, lanesOf } from "../settings/lanes.ts";
import { directBetween } from "./layering.ts";
import { type Place, placesOf, type Scene } from "./scene.ts";
import { noViolations, type Reach, type Sides, type Violations } from "./violations.ts";

/** Which module is in which lane. */
export interface LaneMap {
  /** The least trusted first. */
  readonly names: readonly string[];
  /** By id, the index of the module's lane; -1 for none. */
  readonly laneOf: Int32Array;
  /** Packages that wildcards put into two lanes, with their names. */
  readonly clashes: readonly { readonly name: string; readonly lanes: readonly [string, string] }[];
}

/** A package that a lane names or matches. */
interface Claim {
  readonly place: Place;
  readonly lane: number;
}

/** A package may lie inside another lane's package: a module is in the lane of the innermost package named. */
export function lanesIn(scene: Scene, contract: LanesContract): LaneMap {
  const lanes = lanesOf(contract);
  const names = lanes.map(({ name }) => name);
  const claims = lanes.flatMap(({ modules }, lane): readonly Claim[] => {
    const written = modules.map(({ name }) => name);
    return placesOf(scene, written).map((place) => ({ place, lane }));
  });
  const clashes: LaneMap["clashes"][number][] = [];
  const chosen: Claim[] = [];
  for (const [name, [first, ...others]] of Map.groupBy(claims, ({ place }) => place.name)) {
    if (first === undefined) continue;
    // What is written out counts more than what wildcards match, in whatever lanes they stand.
    const written = [first, ...others].find(({ place }) => place.literal);
    chosen.push(written ?? first);
    if (written !== undefined) continue;
    for (const { lane } of others) clashes.push({ name, lanes: [names[first.lane] ?? "", names[lane] ?? ""] });
  }
  const laneOf = new Int32Array(scene.graph.names.length).fill(-1);
  // A place stands before those inside it.
  for (const { place, lane } of chosen.toSorted((left, right) => left.place.first - right.place.first)) {
    laneOf.fill(lane, place.first, place.end);
  }
  return { names, laneOf, clashes };
}

/** No lane may reach one that is less trusted, through whatever modules. */
export function lanesViolations(scene: Scene, contract: LanesContract): Violations {
  const lanes = lanesIn(scene, contract);
  const layering = {
    groupOf: lanes.laneOf,
    isForbidden: (from: number, to: number) => to < from,
    sidesOf: (from: number, to: number) => sidesOf(lanes, from, to),
  };
  return { ...noViolations, direct: directBetween(scene, layering), reach: reachBetween(scene, lanes) };
}

function sidesOf({ names }: LaneMap, from: number, to: number): Sides {
  return { kind: "lane", importer: names[from] ?? "", imported: names[to] ?? "" };
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
