import { type ImportGraph, intervalOf } from "../../formats/imports/graph/graph.ts";
import { importersOf, searchBackwards, searchesOver } from "../../formats/imports/graph/reach.ts";
import type { Contract } from "./model.ts";

/** A module of `from` imports a module of `to`. */
export interface DirectViolation {
  readonly importer: number;
  readonly imported: number;
}

/** A module of `from` reaches the package `target`. */
export interface ReachViolation {
  readonly source: number;
  readonly target: string;
  /** The next module on a shortest chain, by id; -1 at its end. Chains may be long, so nobody keeps them all. */
  readonly nextHop: Int32Array;
}

/** The modules from the source to the target's one, both included. */
export function chainOf({ source, nextHop }: ReachViolation): readonly number[] {
  const chain: number[] = [];
  for (let id = source; id !== -1; id = nextHop[id] ?? -1) chain.push(id);
  return chain;
}

/** What one contract objects to in one graph, by id. */
export interface Violations {
  readonly direct: readonly DirectViolation[];
  readonly reach: readonly ReachViolation[];
}

/** Judges one graph by every contract, in their order. A package that the graph does not have breaks nothing. */
export function findViolations(graph: ImportGraph, contracts: readonly Contract[]): readonly Violations[] {
  const importers = importersOf(graph);
  const searches = searchesOver(graph);
  return contracts.map((contract) => {
    const sources = modulesOf(graph, contract.from);
    const direct = new Map<string, DirectViolation>();
    const reach: ReachViolation[] = [];
    for (const target of contract.to) {
      const interval = intervalOf(graph, target);
      if (interval === undefined) continue;
      for (const violation of directLinks(graph, sources, interval)) {
        direct.set(`${violation.importer} ${violation.imported}`, violation);
      }
      if (contract["allow-indirect"]) continue;
      const stamp = searchBackwards(importers, searches, ...interval);
      const reaching = sources.filter((source) => searches.stamps[source] === stamp);
      const nextHop = reaching.length === 0 ? searches.nextHop : searches.nextHop.slice();
      for (const source of reaching) reach.push({ source, target, nextHop });
    }
    return { direct: [...direct.values()], reach };
  });
}

/** Ids of the packages and all below them, each once, in order. */
function modulesOf(graph: ImportGraph, packages: readonly string[]): readonly number[] {
  const ids = new Set<number>();
  for (const name of packages) {
    const [first, end] = intervalOf(graph, name) ?? [0, 0];
    for (let id = first; id < end; id += 1) ids.add(id);
  }
  return [...ids].sort((left, right) => left - right);
}

function directLinks(graph: ImportGraph, sources: readonly number[], [first, end]: readonly [number, number]) {
  const found: DirectViolation[] = [];
  for (const importer of sources) {
    const last = graph.starts[importer + 1] ?? 0;
    let previous = -1;
    for (let link = graph.starts[importer] ?? 0; link < last; link += 1) {
      const imported = graph.targets[link] ?? 0;
      if (imported >= first && imported < end && imported !== previous) found.push({ importer, imported });
      previous = imported;
    }
  }
  return found;
}
