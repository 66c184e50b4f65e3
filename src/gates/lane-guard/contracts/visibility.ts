import { rowOf } from "../../../formats/imports/graph/links.ts";
import type { VisibilityContract } from "../settings/visibility.ts";
import { maskOf, placesOf, type Scene } from "./scene.ts";
import { type DirectViolation, noViolations, type Violations } from "./violations.ts";

/** Who stands outside a package may import only its public modules directly. */
export function visibilityViolations(scene: Scene, contract: VisibilityContract): Violations {
  const open = maskOf(scene, placesOf(scene, contract.public, contract["as-packages"]));
  const direct = new Map<number, DirectViolation>();
  for (const { name, first, end } of placesOf(scene, contract.modules)) {
    const sides = { kind: "private", importer: "", imported: name } as const;
    for (let imported = first; imported < end; imported += 1) {
      if (open[imported] === 1) continue;
      for (const importer of rowOf(scene.links.importers, imported)) {
        if (importer >= first && importer < end) continue;
        const key = importer * open.length + imported;
        if (!direct.has(key)) direct.set(key, { importer, imported, sides });
      }
    }
  }
  const byIds = [...direct].sort(([left], [right]) => left - right);
  return { ...noViolations, direct: byIds.map(([, violation]) => violation) };
}
