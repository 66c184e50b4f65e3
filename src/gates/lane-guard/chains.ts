import { withoutLinks } from "../../formats/imports/graph/links.ts";
import { chainFrom, searchBackwards } from "../../formats/imports/graph/reach.ts";
import type { Cause } from "./causes.ts";
import type { Scene } from "./contracts/scene.ts";
import { pairKey } from "./introduced.ts";

/** So many more chains of one module are looked for. */
const maxChains = 3;

/**
 * Further chains from the module that a finding shows to what it must not reach, the shortest first. None of them
 * shares a link with another or with the one shown, so each has to be cut by itself.
 */
export function furtherChains(scene: Scene, cause: Cause): readonly (readonly number[])[] {
  const [source] = cause.chain;
  const first = cause.reach.find((reaching) => reaching.source === source);
  if (source === undefined || first === undefined) return [];
  const used = new Set<number>();
  const chains: (readonly number[])[] = [];
  for (let last = cause.chain; chains.length < maxChains; ) {
    for (const [index, imported] of last.slice(1).entries())
      used.add(pairKey({ importer: last[index] ?? 0, imported }));
    const links = withoutLinks(scene.links, (importer, imported) => used.has(pairKey({ importer, imported })));
    const stamp = searchBackwards(links, scene.searches, first.reach.route);
    if (scene.searches.stamps[source] !== stamp) break;
    last = chainFrom(scene.searches, source);
    chains.push(last);
  }
  return chains;
}
