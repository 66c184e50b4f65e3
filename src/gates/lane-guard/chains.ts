import { withoutLinks } from "../../formats/imports/graph/links.ts";
import { chainFrom, type Searches, searchBackwards } from "../../formats/imports/graph/reach.ts";
import type { Cause } from "./causes.ts";
import type { Scene } from "./contracts/scene.ts";
import { pairKey } from "./introduced.ts";
import { type Route, routeOf, sourcesOf } from "./routes.ts";

/** So many more chains are looked for. */
const maxChains = 3;

/**
 * Further chains from the modules that a finding is about to what its first one must not reach, the shortest first.
 * None of them shares a link with another or with those shown, so each has to be cut by itself.
 */
export function furtherChains(scene: Scene, cause: Cause, shown: Route): readonly (readonly number[])[] {
  const reach = cause.reach.find((reaching) => reaching.source === shown.chain[0])?.reach;
  if (reach === undefined) return [];
  const sources = new Set(sourcesOf(cause, reach));
  const used = new Set<number>();
  const chains: (readonly number[])[] = [];
  for (let last = shown; chains.length < maxChains; ) {
    for (const [importer, imported] of linksOfRoute(last)) used.add(pairKey({ importer, imported }));
    const links = withoutLinks(scene.links, (importer, imported) => used.has(pairKey({ importer, imported })));
    const nearest = nearestOf(sources, scene.searches, searchBackwards(links, scene.searches, reach.route));
    if (nearest === undefined) break;
    last = routeOf(scene, cause, chainFrom(scene.searches, nearest));
    chains.push(last.chain);
  }
  return chains;
}

function linksOfRoute({ chain, leaving, heads, tails }: Route): readonly (readonly [number, number])[] {
  return [
    ...chain.slice(1).map((imported, index) => [chain[index] ?? 0, imported] as const),
    ...heads.map((head) => [head, chain[leaving + 1] ?? 0] as const),
    ...tails.map((tail) => [chain.at(-2) ?? 0, tail] as const),
  ];
}

/** The source that the last search met first: it has a shortest chain. */
function nearestOf(sources: ReadonlySet<number>, { queue, stamps }: Searches, stamp: number): number | undefined {
  return queue.find((id) => stamps[id] === stamp && sources.has(id));
}
