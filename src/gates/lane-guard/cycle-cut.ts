import { rowOf } from "../../formats/imports/graph/links.ts";
import type { Scene } from "./contracts/scene.ts";
import type { CycleViolation } from "./contracts/violations.ts";
import { feedbackArcs } from "./feedback/feedback-arcs.ts";

/** The fewest imports whose removal leaves no cycle among children that form one. */
export interface CycleCut {
  /** Every import of these has to go. Undefined where the children are too many to look for it. */
  readonly pairs: readonly CycleViolation[] | undefined;
  /** There is no smaller cut. False: this one is an estimate. */
  readonly least: boolean;
  /** So many children are on the cycle. */
  readonly children: number;
}

/** Of cuts with equally many imports, one with as much of what the change adds as possible: its author can remove it. */
export function cycleCutOf(pairs: readonly CycleViolation[], isIntroduced: ReadonlySet<CycleViolation>): CycleCut {
  const children = [...new Set(pairs.flatMap(({ importer, imported }) => [importer, imported]))].toSorted(
    (left, right) => left - right,
  );
  const indexOf = new Map(children.map((id, index) => [id, index]));
  const scale = pairs.length + 1;
  const arcs = pairs.map((pair) => ({
    from: indexOf.get(pair.importer) ?? 0,
    to: indexOf.get(pair.imported) ?? 0,
    weight: pair.links * scale + (isIntroduced.has(pair) ? 0 : 1),
    pair,
  }));
  const found = feedbackArcs(children.length, arcs);
  const cut = new Set<object>(found?.arcs);
  return {
    pairs: found === undefined ? undefined : arcs.filter((arc) => cut.has(arc)).map(({ pair }) => pair),
    least: found?.least === true,
    children: children.length,
  };
}

/** Every import of one child by the other, in the order of ids. */
export function* linksBetween(scene: Scene, pair: CycleViolation): Generator<readonly [number, number]> {
  const { nodes } = scene.graph.table;
  const [from, to] = [nodes[pair.importer], nodes[pair.imported]];
  for (let importer = from?.id ?? 0; importer < (from?.end ?? 0); importer += 1) {
    for (const imported of rowOf(scene.links.imported, importer)) {
      if (imported >= (to?.id ?? 0) && imported < (to?.end ?? 0)) yield [importer, imported];
    }
  }
}
