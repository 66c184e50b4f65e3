import { rowOf, withoutLinks } from "../../../formats/imports/graph/links.ts";
import { searchBackwards } from "../../../formats/imports/graph/reach.ts";
import type { LinkTest } from "../causes.ts";
import type { Scene } from "../contracts/scene.ts";
import type { Reach } from "../contracts/violations.ts";
import { pairKey } from "../introduced.ts";

export interface ImportLink {
  readonly importer: number;
  readonly imported: number;
}

/** Nobody removes more imports than that because a finding says so. */
const maxCuts = 3;

/**
 * The fewest links that the change adds and without which none of the modules reaches the target any more; the
 * preferred one if it suffices alone. Undefined when it takes more than three, or old links too. By the theorem that
 * the smallest cut is as large as the largest flow (Ford and Fulkerson, 1956): each link that is new carries one unit.
 */
export function fewestCuts(
  scene: Scene,
  reach: Reach,
  sources: readonly number[],
  preferred: ImportLink,
  isNew: LinkTest,
): readonly ImportLink[] | undefined {
  if (isCut(scene, reach, sources, preferred)) return [preferred];
  const stamp = searchBackwards(scene.links, scene.searches, reach.route);
  const leads = scene.searches.stamps.map((met) => (met === stamp ? 1 : 0));
  const flow: Flow = { through: new Map(), backFrom: new Map() };
  for (let units = 0; units <= maxCuts; units += 1) {
    const arrival = search({ scene, reach, leads, isNew, flow }, sources);
    if (arrival.end === undefined) return cutBehind({ scene, leads, isNew, flow }, arrival.arrivedFrom);
    if (!addUnit(flow, arrival.arrivedFrom, arrival.end, isNew)) return undefined;
  }
  return undefined;
}

function isCut(
  scene: Scene,
  { route }: Reach,
  sources: readonly number[],
  { importer, imported }: ImportLink,
): boolean {
  const rest = withoutLinks(scene.links, (from, to) => from === importer && to === imported);
  const stamp = searchBackwards(rest, scene.searches, route);
  return sources.every((source) => scene.searches.stamps[source] !== stamp);
}

interface Flow {
  /** Units through a link, by the key of its ends. */
  readonly through: Map<number, number>;
  /** By module, those whose units arrive in it and could be taken back. */
  readonly backFrom: Map<number, Set<number>>;
}

interface Network {
  readonly scene: Scene;
  readonly reach: Reach;
  /** 1 where a module leads to the target at all. */
  readonly leads: Int32Array;
  readonly isNew: LinkTest;
  readonly flow: Flow;
}

/** Looks for a way that can carry one more unit: new links carry one, old ones any number, and units can be sent back. */
function search({ scene, reach: { route }, leads, isNew, flow }: Network, sources: readonly number[]) {
  const arrivedFrom = new Map<number, number>(sources.map((source) => [source, -1]));
  for (const id of arrivedFrom.keys()) {
    if (id >= route.first && id < route.end && route.isEnd?.(id) !== false) return { arrivedFrom, end: id };
    for (const next of rowOf(scene.links.imported, id)) {
      const isFull = () => (flow.through.get(pairKey({ importer: id, imported: next })) ?? 0) > 0 && isNew(id, next);
      if (leads[next] === 1 && !arrivedFrom.has(next) && !isFull()) arrivedFrom.set(next, id);
    }
    for (const back of flow.backFrom.get(id) ?? []) if (!arrivedFrom.has(back)) arrivedFrom.set(back, id);
  }
  return { arrivedFrom, end: undefined };
}

/** False when the way has no limit, so that no cut of new links closes it. */
function addUnit(flow: Flow, arrivedFrom: ReadonlyMap<number, number>, end: number, isNew: LinkTest): boolean {
  let limited = false;
  for (let to = end, from = arrivedFrom.get(to) ?? -1; from !== -1; to = from, from = arrivedFrom.get(to) ?? -1) {
    if (flow.backFrom.get(from)?.has(to) === true) {
      limited = true;
      change(flow, to, from, -1);
    } else {
      limited ||= isNew(from, to);
      change(flow, from, to, 1);
    }
  }
  return limited;
}

function change({ through, backFrom }: Flow, from: number, to: number, units: 1 | -1): void {
  const key = pairKey({ importer: from, imported: to });
  const total = (through.get(key) ?? 0) + units;
  through.set(key, total);
  const back = backFrom.get(to) ?? new Set();
  backFrom.set(to, back);
  if (total > 0) back.add(from);
  else back.delete(from);
}

/** The links that lead out of what the last search could still arrive at, in the order of ids. */
function cutBehind(
  { scene, leads, isNew }: Omit<Network, "reach">,
  arrivedFrom: ReadonlyMap<number, number>,
): readonly ImportLink[] {
  const arrived = [...arrivedFrom.keys()].toSorted((left, right) => left - right);
  return arrived.flatMap((importer) =>
    [...rowOf(scene.links.imported, importer)]
      .filter((imported) => leads[imported] === 1 && !arrivedFrom.has(imported) && isNew(importer, imported))
      .map((imported) => ({ importer, imported })),
  );
}
