import { hasWildcard, matchingNodes, moduleExpression } from "../../../formats/imports/graph/expression.ts";
import { type ImportGraph, intervalOf } from "../../../formats/imports/graph/graph.ts";
import type { Links } from "../../../formats/imports/graph/links.ts";
import type { Searches } from "../../../formats/imports/graph/reach.ts";

/** What another tool's configuration limits its contracts to. */
export interface Scope {
  /** Packages outside these are not looked into. */
  readonly roots: readonly string[];
  /** Whether imports of packages outside the roots count. */
  readonly externals: boolean;
}

/** What one contract is judged by: one graph, and the links of it that the contract looks at. */
export interface Scene {
  readonly graph: ImportGraph;
  readonly links: Links;
  readonly searches: Searches;
  readonly scope: Scope | undefined;
}

/** A module or package that a contract names, and the ids it stands for: from `first` to `end`. */
export interface Place {
  readonly name: string;
  /** Written out in the contract, not matched by a wildcard. */
  readonly literal: boolean;
  readonly first: number;
  readonly end: number;
}

/** Everything that the names stand for, each once, in the order of ids. Names that nothing has are left out. */
export function placesOf(scene: Scene, names: readonly string[], asPackages = true): readonly Place[] {
  const places = new Map<string, Place>();
  for (const place of names.flatMap((name) => placesNamed(scene, name))) {
    const known = places.get(place.name);
    const literal = place.literal || known?.literal === true;
    places.set(place.name, { ...place, literal, end: asPackages ? place.end : place.first + 1 });
  }
  return [...places.values()].sort((left, right) => left.first - right.first);
}

function placesNamed({ graph, scope }: Scene, name: string): readonly Place[] {
  const expression = moduleExpression(name, graph.table.separator);
  if (!hasWildcard(expression)) {
    const interval = intervalOf(graph, name);
    if (interval === undefined || (scope?.externals === false && !isInside(scope, name))) return [];
    return [{ name, literal: true, first: interval[0], end: interval[1] }];
  }
  const nodes = matchingNodes(graph.table, expression).filter((node) => isInside(scope, node.name));
  const matched = nodes.map((node) => ({ name: node.name, literal: false, first: node.id, end: node.end }));
  if (scope?.externals !== true || expression.parts.length > 1) return matched;
  const externals = [...graph.externals].map(([top, id]) => ({ name: top, literal: false, first: id, end: id + 1 }));
  return [...matched, ...externals];
}

/** Without a scope, everything is inside. */
export function isInside(scope: Scope | undefined, name: string): boolean {
  return scope === undefined || scope.roots.some((root) => name === root || name.startsWith(`${root}.`));
}

/** Whether one stands for what the other stands for too. */
export function isShared(left: Place, right: Place): boolean {
  return left.first < right.end && right.first < left.end;
}

/** Marks every id that one of the places stands for. */
export function maskOf({ graph }: Scene, places: readonly Place[]): Uint8Array {
  const mask = new Uint8Array(graph.names.length);
  for (const { first, end } of places) mask.fill(1, first, end);
  return mask;
}
