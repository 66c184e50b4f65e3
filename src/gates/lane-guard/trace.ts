import { countOf } from "../../core/count-of.ts";
import type { Cause } from "./causes.ts";
import { furtherChains } from "./chains.ts";
import type { Scene } from "./contracts/scene.ts";
import type { Places } from "./places.ts";
import { type Route, routeOf } from "./routes.ts";

/** So many modules that a link affects are listed, and so many heads and tails; the others are counted. */
const maxListed = 20;
/** So many links of a chain are listed. */
const maxLinks = 50;
/** So many links of a further chain, which stands on one line. */
const maxLinksInLine = 8;

/**
 * Every link of the shortest chain with the other modules that enter or end it, then further chains, then the modules
 * that the link affects as well. Looking for further chains takes time.
 */
export function traceOf(scene: Scene, places: Places, cause: Cause, further: boolean): readonly string[] {
  const route = routeOf(scene, cause, cause.chain);
  const chains = further ? furtherChains(scene, cause, route) : [];
  const inLine = (chain: readonly number[]) => shortened(linkTexts(places, chain), maxLinksInLine).join(", ");
  return [
    ...routeLines(places, route),
    ...chains.map((chain) => `also by: ${inLine(chain)}`),
    ...cause.others.map((chain) => `also reached: ${inLine(chain)}`),
    ...affectedLines(scene, places, cause, route),
  ];
}

/** As import-linter prints it: what begins or ends the chain too stands below, behind an ampersand. */
function routeLines(places: Places, { chain, leaving, heads, tails }: Route): readonly string[] {
  const lines = shortened(linkTexts(places, chain), maxLinks);
  const others = (links: readonly string[]) => counted(links.map((link) => `& ${link}`));
  const headLines = others(heads.map((head) => places.linkText(head, chain[leaving + 1] ?? 0)));
  const tailLines = others(tails.map((tail) => places.linkText(chain.at(-2) ?? 0, tail)));
  return [...lines.slice(0, leaving + 1), ...headLines, ...lines.slice(leaving + 1), ...tailLines];
}

/** Modules that are neither on the chain's first place nor one of its heads, each with the import that leads it there. */
function affectedLines(scene: Scene, places: Places, cause: Cause, { chain, heads }: Route): readonly string[] {
  const told = new Set([...heads, ...(cause.direct === undefined ? chain.slice(0, 1) : [])]);
  const nextOf = new Map(cause.reach.toReversed().map(({ source, next }) => [source, next]));
  const others = affectedBy(scene, cause).filter((source) => !told.has(source));
  return counted(others.map((source) => `also affected: ${places.linkText(source, nextOf.get(source) ?? 0)}`));
}

/** Modules that break the contract through the link without having it themselves, each once. */
export function affectedBy(scene: Scene, cause: Cause): readonly number[] {
  return reachingModules(scene, cause).filter((source) => source !== cause.importer);
}

/** Each once, without a folder that only stands for the package of the importer, which is named already. */
export function reachingModules({ graph }: Scene, { importer, reach }: Cause): readonly number[] {
  const folder = graph.table.nodes[importer]?.parent;
  const own = folder?.file === -1 ? folder.id : undefined;
  return [...new Set(reach.map(({ source }) => source))].filter((source) => source !== own);
}

function counted(lines: readonly string[]): readonly string[] {
  const rest = lines.length - maxListed;
  return rest > 0 ? [...lines.slice(0, maxListed), `and ${countOf(rest, "more module")}`] : lines;
}

function linkTexts(places: Places, chain: readonly number[]): readonly string[] {
  return chain.slice(1).map((imported, index) => places.linkText(chain[index] ?? 0, imported));
}

function shortened(links: readonly string[], limit: number): readonly string[] {
  const hidden = links.length - limit;
  return hidden > 0 ? [...links.slice(0, limit), `and ${countOf(hidden, "more link")}`] : links;
}
