import type { IndependenceContract } from "../settings/independence.ts";
import { directBetween, groupsById, type Layering } from "./layering.ts";
import { reachBetween } from "./reach-between.ts";
import { isShared, placesOf, type Scene } from "./scene.ts";
import { noViolations, type Sides, type Violations } from "./violations.ts";

/** None of the packages may reach another. Where wildcards match a package and its parts, those are not kept apart. */
export function independenceViolations(scene: Scene, contract: IndependenceContract): Violations {
  const groups = placesOf(scene, contract.modules);
  const isForbidden = (importer: number, imported: number) => {
    const [from, to] = [groups[importer], groups[imported]];
    return from !== undefined && to !== undefined && !isShared(from, to);
  };
  const sidesOf = (importer: number, imported: number): Sides => {
    return { kind: "independent", importer: groups[importer]?.name ?? "", imported: groups[imported]?.name ?? "" };
  };
  const layering: Layering = { groups, groupOf: groupsById(scene, groups), isForbidden, sidesOf };
  return {
    ...noViolations,
    direct: directBetween(scene, layering),
    reach: reachBetween(scene, layering),
  };
}
