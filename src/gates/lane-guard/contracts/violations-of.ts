import type { Contract } from "../settings/contract.ts";
import { acyclicSiblingsViolations } from "./acyclic-siblings.ts";
import { forbiddenViolations } from "./forbidden.ts";
import { independenceViolations } from "./independence.ts";
import { layersViolations } from "./layers.ts";
import { protectedViolations } from "./protected.ts";
import type { Scene } from "./scene.ts";
import type { Violations } from "./violations.ts";

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
  }
}
