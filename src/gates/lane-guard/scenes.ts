import {
  hasWildcard,
  importExpression,
  type ModuleExpression,
  matchingNodes,
} from "../../formats/imports/graph/expression.ts";
import { type ImportGraph, intervalOf } from "../../formats/imports/graph/graph.ts";
import { type Links, linksOf, rowOf, withoutLinks } from "../../formats/imports/graph/links.ts";
import { searchesOver } from "../../formats/imports/graph/reach.ts";
import type { Scene, Scope } from "./contracts/scene.ts";
import type { ModulePair } from "./contracts/violations.ts";
import { type CountedLinks, countedLinks, everyLink, isCounted } from "./counted-links.ts";
import { type DatedException, isOver, lastOfEach } from "./exceptions.ts";
import type { JudgedContract } from "./judged-contract.ts";
import type { IgnoredImport } from "./settings/names.ts";

/** A contract's scene, what it ignores although nobody imports it, and what it ignores until a certain day. */
export interface SetScene {
  readonly scene: Scene;
  readonly unmatchedIgnores: readonly string[];
  readonly exceptions: readonly DatedException[];
}

/**
 * Sets the scene of one contract after the other on one graph. Contracts that look at the same links share them.
 * Imports whose last day is before `today` are ignored no longer; without a day, none has come.
 */
export function scenesOf(graph: ImportGraph, today = ""): (judged: JudgedContract) => SetScene {
  const everything = linksOf(graph);
  const known = new Map([[keyOf(everyLink, undefined), everything]]);
  const searches = searchesOver(everything);
  return ({ contract, scope }) => {
    const counts = countedLinks(contract);
    const key = keyOf(counts, scope);
    const links = known.get(key) ?? linksInScope(graph, counts, scope);
    known.set(key, links);
    const { kept, unmatched, exceptions } = withoutIgnored(graph, links, contract.ignore, today);
    return { scene: { graph, links: kept, searches, scope }, unmatchedIgnores: unmatched, exceptions };
  };
}

function keyOf(counts: CountedLinks, scope: Scope | undefined): string {
  return JSON.stringify([counts.typeChecking, counts.dynamic, scope?.roots, scope?.externals]);
}

/** Links that count: what is outside the roots imports nothing, and is imported only where externals count. */
function linksInScope(graph: ImportGraph, counts: CountedLinks, scope: Scope | undefined): Links {
  const inside = new Uint8Array(graph.names.length).fill(scope === undefined ? 1 : 0);
  for (const root of scope?.roots ?? []) inside.fill(1, ...(intervalOf(graph, root) ?? [0, 0]));
  const externals = scope === undefined || scope.externals;
  return linksOf(graph, (importer, imported, link) => {
    if (!isCounted(graph, link, counts)) return false;
    return inside[importer] === 1 && (externals || inside[imported] === 1);
  });
}

function withoutIgnored(graph: ImportGraph, links: Links, ignores: readonly IgnoredImport[], today: string) {
  const size = graph.names.length;
  const removed = new Set<number>();
  const unmatched: string[] = [];
  const dated: DatedException[] = [];
  for (const { text, until, reason } of lastOfEach(ignores)) {
    const matched = linksMatching(graph, links, text);
    if (!isOver(until, today)) for (const { importer, imported } of matched) removed.add(importer * size + imported);
    if (matched.length === 0) unmatched.push(text);
    else if (until !== undefined) dated.push({ text, until, reason, links: matched });
  }
  const isRemoved = (from: number, to: number) => removed.has(from * size + to);
  const kept = removed.size === 0 ? links : withoutLinks(links, isRemoved);
  // What another entry still ignores is no longer the concern of one that is over.
  const exceptions = dated.flatMap((exception) => {
    if (!isOver(exception.until, today)) return [exception];
    const left = exception.links.filter(({ importer, imported }) => !isRemoved(importer, imported));
    return left.length === 0 ? [] : [{ ...exception, links: left }];
  });
  return { kept, unmatched, exceptions };
}

/** Every link that `importer -> imported` stands for. */
export function linksMatching(graph: ImportGraph, links: Links, text: string): readonly ModulePair[] {
  const { importer, imported } = importExpression(text, graph.table.separator);
  const targets = new Set(idsOf(graph, imported));
  if (targets.size === 0) return [];
  return idsOf(graph, importer).flatMap((from) =>
    [...rowOf(links.imported, from)].filter((to) => targets.has(to)).map((to) => ({ importer: from, imported: to })),
  );
}

/** External packages too: whoever ignores `a -> *` means all that `a` imports. */
function idsOf(graph: ImportGraph, expression: ModuleExpression): readonly number[] {
  const nodes = matchingNodes(graph.table, expression).map(({ id }) => id);
  const { parts, separator } = expression;
  if (hasWildcard(expression)) return parts.length > 1 ? nodes : [...nodes, ...graph.externals.values()];
  const external = graph.externals.get(parts.join(separator));
  return external === undefined ? nodes : [external];
}
