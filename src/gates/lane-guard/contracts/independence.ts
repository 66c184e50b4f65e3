import type { IndependenceContract } from "../settings/independence.ts";
import { directBetween, groupsById, type Layering, reachBetween } from "./layering.ts";
import { isShared, placesOf, type Scene } from "./scene.ts";
import { noViolations, type Sides, type Violations } from "./violations.ts";

/** None of the packages may reach another. Where wildcards match a package and its parts, those are not kept apart. */
export function independenceViolations(scene: Scene, contract: IndependenceContract): Violations {
  const groups = placesOf(scene, contract.modules);
  const sidesOf = (importer: number, imported: number): Sides | undefined => {
    const [from, to] = [groups[importer], groups[imported]];
    if (from === undefined || to === undefined || isShared(from, to)) return undefined;
    return { kind: "independent", importer: from.name, imported: to.name };
  };
  const layering: Layering = { groups, groupOf: groupsById(scene, groups), sidesOf };
  return {
    ...noViolations,
    direct: directBetween(scene, layering),
    reach: reachBetween(scene, layering),
  };
}
