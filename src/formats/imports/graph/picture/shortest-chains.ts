import { byText, type ModuleMap } from "./module-map.ts";
import { isInside } from "./module-name.ts";

export interface Chains {
  /** Names of modules from the importer to what it reaches; all chains have the same length. */
  readonly chains: readonly (readonly string[])[];
  /** Whether there are no more of this length. */
  readonly complete: boolean;
}

const maxChains = 100;

/**
 * All shortest chains of imports from a module or package to another, in the order of their names. Where one package
 * is inside the other, its modules count as its own only. Imports that were removed lead nowhere.
 */
export function shortestChains(map: ModuleMap, from: string, to: string, limit = maxChains): Chains {
  const within = (name: string, outer: string) => isInside(name, outer, map.separator);
  const isSource = (name: string) => within(name, from) && !(within(to, from) && within(name, to));
  const isTarget = (name: string) => within(name, to) && !(within(from, to) && within(name, from));
  const sources = map.modules.map(({ name }) => name).filter(isSource);
  const next = importsByImporter(map);
  const distance = distances(next, sources, isTarget);
  const nearest = [...distance].filter(([name]) => isTarget(name)).map(([, far]) => far);
  if (nearest.length === 0) return { chains: [], complete: true };
  const length = nearest.reduce((least, far) => Math.min(least, far));
  const leads = leadingTo(next, distance, isTarget, length);
  return listChains(next, distance, leads, { sources, length, limit });
}

type Next = ReadonlyMap<string, readonly string[]>;

/** Whom each module imports, by name and without itself. */
function importsByImporter(map: ModuleMap): Next {
  const next = new Map<string, Set<string>>();
  for (const { importer, imported, change } of map.imports) {
    if (change === "removed" || importer === imported) continue;
    const known = next.get(importer);
    if (known === undefined) next.set(importer, new Set([imported]));
    else known.add(imported);
  }
  return new Map([...next].map(([name, set]) => [name, [...set].sort(byText)]));
}

/** How many imports each module is away from the nearest source. The search goes no further than the targets. */
function distances(next: Next, sources: readonly string[], isTarget: (name: string) => boolean) {
  const distance = new Map(sources.map((name) => [name, 0]));
  const queue = [...sources];
  let end = Number.POSITIVE_INFINITY;
  for (const name of queue) {
    const far = (distance.get(name) ?? 0) + 1;
    if (far > end) break;
    for (const imported of next.get(name) ?? []) {
      if (distance.has(imported)) continue;
      distance.set(imported, far);
      queue.push(imported);
      if (isTarget(imported)) end = far;
    }
  }
  return distance;
}

/** The modules from which a shortest chain goes on to a target, so that no listing runs into a dead end. */
function leadingTo(
  next: Next,
  distance: ReadonlyMap<string, number>,
  isTarget: (name: string) => boolean,
  length: number,
): ReadonlySet<string> {
  const farthestFirst = [...distance].sort(([, left], [, right]) => right - left);
  const leads = new Set<string>();
  for (const [name, far] of farthestFirst) {
    const arrives = far === length && isTarget(name);
    const goesOn = () => (next.get(name) ?? []).some((to) => leads.has(to) && distance.get(to) === far + 1);
    if (arrives || goesOn()) leads.add(name);
  }
  return leads;
}

interface Listing {
  readonly sources: readonly string[];
  readonly length: number;
  readonly limit: number;
}

function listChains(
  next: Next,
  distance: ReadonlyMap<string, number>,
  leads: ReadonlySet<string>,
  { sources, length, limit }: Listing,
): Chains {
  const chains: (readonly string[])[] = [];
  const open = sources
    .filter((name) => leads.has(name))
    .toSorted(byText)
    .reverse()
    .map((name): readonly string[] => [name]);
  for (let chain = open.pop(); chain !== undefined; chain = open.pop()) {
    if (chain.length > length) {
      if (chains.length === limit) return { chains, complete: false };
      chains.push(chain);
      continue;
    }
    const last = chain.at(-1) ?? "";
    const steps = (next.get(last) ?? []).filter((name) => leads.has(name) && distance.get(name) === chain.length);
    for (const name of steps.toReversed()) open.push([...chain, name]);
  }
  return { chains, complete: true };
}
