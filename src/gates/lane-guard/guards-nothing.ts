import type { Finding } from "../../core/finding.ts";
import { layerNames } from "./contracts/layers.ts";
import { placesOf, type Scene } from "./contracts/scene.ts";
import type { JudgedContract } from "./judged-contract.ts";
import { laneGuardRules } from "./rules.ts";
import type { Contract } from "./settings/contract.ts";
import { lanesOf } from "./settings/lanes.ts";

/** Notes a contract whose names are all right, and which can forbid nothing all the same in a tree like this. */
export function guardsNothing(scene: Scene, { contract, origin }: JudgedContract): readonly Finding[] {
  const why = reasonOf(scene, contract);
  if (why === undefined) return [];
  return [
    {
      rule: "guards-nothing",
      what: `"${contract.name}" can forbid nothing now: ${why}.`,
      why: "A contract that cannot object is kept by everybody, and nobody notices.",
      fix: laneGuardRules["guards-nothing"].fix,
      ...(origin === undefined ? {} : { at: origin }),
    },
  ];
}

function reasonOf(scene: Scene, contract: Contract): string | undefined {
  switch (contract.type) {
    case "layers": {
      const containers = contract.containers.length === 0 ? [undefined] : placesOf(scene, contract.containers);
      const counts = containers.map((container) => {
        const names = layerNames(scene, contract, container?.name).map(({ name }) => name);
        return placesOf(scene, names).length;
      });
      return contract.exhaustive || counts.some((count) => count > 1)
        ? undefined
        : "fewer than two of its layers exist";
    }
    case "lanes": {
      const there = lanesOf(contract).filter(
        ({ modules }) =>
          placesOf(
            scene,
            modules.map(({ name }) => name),
          ).length > 0,
      );
      return there.length > 1 ? undefined : "fewer than two of its lanes exist";
    }
    case "acyclic-siblings": {
      const nodes = placesOf(scene, contract.ancestors).map(({ first }) => scene.graph.table.nodes[first]);
      const hasChildren = nodes.some((node) => node !== undefined && node.end - node.id > 2);
      return hasChildren || nodes.length === 0 ? undefined : "none of its ancestors has two children";
    }
    default:
      return undefined;
  }
}
