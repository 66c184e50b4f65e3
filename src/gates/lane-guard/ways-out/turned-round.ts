import { intervalOf } from "../../../formats/imports/graph/graph.ts";
import { rowOf } from "../../../formats/imports/graph/links.ts";
import type { Cause } from "../causes.ts";
import type { Scene } from "../contracts/scene.ts";
import type { Violations } from "../contracts/violations.ts";
import { pairKey } from "../introduced.ts";
import type { ImportLink } from "./fewest-cuts.ts";

/**
 * An import the other way: what the importer must not import already imports something of the importer's package, and
 * may. The importer itself comes first, then the first of its package.
 */
export function importBack(scene: Scene, { direct }: Violations, cause: Cause): ImportLink | undefined {
  if (cause.direct === undefined || cause.direct.sides.kind === "protected") return undefined;
  const lane = laneOf(scene, cause.direct.sides.importer, cause.importer);
  if (lane === undefined) return undefined;
  const [first, end] = lane;
  const broken = new Set(direct.map(pairKey));
  const back = [...rowOf(scene.links.imported, cause.imported)]
    .filter((id) => id >= first && id < end)
    .map((imported) => ({ importer: cause.imported, imported }))
    .filter((link) => !broken.has(pairKey(link)));
  return back.find(({ imported }) => imported === cause.importer) ?? back[0];
}

/** The package of the contract that the importer is in. */
function laneOf({ graph }: Scene, packages: string, importer: number) {
  const lanes = packages.split(", ").map((name) => intervalOf(graph, name));
  return lanes.find((lane) => lane !== undefined && importer >= lane[0] && importer < lane[1]);
}
