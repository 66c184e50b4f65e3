import type { Contract } from "../settings/contract.ts";
import { acyclicSiblingsViolations } from "./acyclic-siblings.ts";
import { budgetViolations } from "./budget.ts";
import { forbiddenViolations } from "./forbidden.ts";
import { independenceViolations } from "./independence.ts";
import { lanesViolations } from "./lanes.ts";
import { layersViolations } from "./layers.ts";
import { protectedViolations } from "./protected.ts";
import { requiredViolations } from "./required.ts";
import type { Scene } from "./scene.ts";
import { tagsViolations } from "./tags.ts";
import type { Violations } from "./violations.ts";
import { visibilityViolations } from "./visibility.ts";

/** What the contract objects to. What the graph does not have breaks nothing. */
export function violationsOf(scene: Scene, contract: Contract): Violations {
  switch (contract.type) {
    case "forbidden":
      return forbiddenViolations(scene, contract);
    case "layers":
      return layersViolations(scene, contract);
    case "independence":
      return independenceViolations(scene, contract);
    case "protected":
      return protectedViolations(scene, contract);
    case "acyclic-siblings":
      return acyclicSiblingsViolations(scene, contract);
    case "lanes":
      return lanesViolations(scene, contract);
    case "visibility":
      return visibilityViolations(scene, contract);
    case "tags":
      return tagsViolations(scene, contract);
    case "required":
      return requiredViolations(scene, contract);
    case "budget":
      return budgetViolations(scene, contract);
  }
}
