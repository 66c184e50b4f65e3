import { rowOf } from "../../../formats/imports/graph/links.ts";
import type { BudgetContract } from "../settings/budget.ts";
import { maskOf, placesOf, type Scene } from "./scene.ts";
import { type ModulePair, noViolations, type Violations } from "./violations.ts";

/** Imports that the budget counts, each importer with each module once. */
export function budgetViolations(scene: Scene, contract: BudgetContract): Violations {
  const sources = maskOf(scene, placesOf(scene, contract.from));
  const counted = new Map<number, ModulePair>();
  for (const { first, end } of placesOf(scene, contract.to)) {
    for (let imported = first; imported < end; imported += 1) {
      for (const importer of rowOf(scene.links.importers, imported)) {
        const isOwn = importer >= first && importer < end;
        if (sources[importer] === 1 && !isOwn)
          counted.set(importer * sources.length + imported, { importer, imported });
      }
    }
  }
  const byIds = [...counted].sort(([left], [right]) => left - right);
  return { ...noViolations, counted: byIds.map(([, pair]) => pair) };
}
