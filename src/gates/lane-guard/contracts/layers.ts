import { layerOf } from "../../../formats/imports/graph/layer.ts";
import type { LayersContract } from "../settings/layers.ts";
import { directBetween, groupsById, type Layering } from "./layering.ts";
import { reachBetween } from "./reach-between.ts";
import { type Place, placesOf, type Scene } from "./scene.ts";
import { noViolations, type Sides, type Violations } from "./violations.ts";

/** Nobody may reach a layer above, nor an independent sibling, in any of the containers. */
export function layersViolations(scene: Scene, contract: LayersContract): Violations {
  const layerings = containersOf(scene, contract).map((container) => layeringIn(scene, contract, container?.name));
  return {
    ...noViolations,
    direct: layerings.flatMap((layering) => directBetween(scene, layering)),
    reach: layerings.flatMap((layering) => reachBetween(scene, layering)),
    undeclared: contract.exhaustive ? undeclaredIn(scene, contract) : [],
  };
}

/** The containers of the graph; `undefined` stands for the top, where layers are named in full. */
function containersOf(scene: Scene, contract: LayersContract): readonly (Place | undefined)[] {
  return contract.containers.length === 0 ? [undefined] : placesOf(scene, contract.containers);
}

/** Full names of the layers' modules in one container, with the height of each layer; 0 is the highest. */
export function layerNames({ graph }: Scene, contract: LayersContract, container: string | undefined) {
  const prefix = container === undefined ? "" : `${container}${graph.table.separator}`;
  return contract.layers.flatMap((text, height) => {
    const { independent, modules } = layerOf(text);
    return modules.map(({ name, optional }) => {
      return { name: `${prefix}${name}`, optional, independent, height };
    });
  });
}

function layeringIn(scene: Scene, contract: LayersContract, container: string | undefined): Layering {
  const layers = new Map(layerNames(scene, contract, container).map((layer) => [layer.name, layer]));
  const groups = placesOf(scene, [...layers.keys()]);
  const heights = groups.map(({ name }) => layers.get(name)?.height ?? 0);
  const independent = groups.map(({ name }) => layers.get(name)?.independent ?? true);
  const isSibling = (importer: number, imported: number) => heights[importer] === heights[imported];
  const isForbidden = (importer: number, imported: number) => {
    if (isSibling(importer, imported)) return independent[importer] !== false;
    return (heights[importer] ?? 0) > (heights[imported] ?? 0);
  };
  const sidesOf = (importer: number, imported: number): Sides => {
    const kind = isSibling(importer, imported) ? "sibling-layer" : "lower-layer";
    return { kind, importer: groups[importer]?.name ?? "", imported: groups[imported]?.name ?? "" };
  };
  return { groups, groupOf: groupsById(scene, groups), isForbidden, sidesOf };
}

/** Children of the containers that are neither a layer nor said to need none. */
function undeclaredIn(scene: Scene, contract: LayersContract): readonly number[] {
  const layers = contract.layers.flatMap((text) => layerOf(text).modules.map(({ name }) => name));
  const declared = new Set([...layers, ...contract["exhaustive-ignores"]]);
  return placesOf(scene, contract.containers).flatMap(({ name }) => {
    const children = scene.graph.table.byName.get(name)?.children ?? new Map<string, never>();
    return [...children].filter(([child]) => !declared.has(child)).map(([, node]) => node.id);
  });
}
