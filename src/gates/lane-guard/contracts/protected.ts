import { rowOf } from "../../../formats/imports/graph/links.ts";
import type { ProtectedContract } from "../settings/protected.ts";
import { maskOf, placesOf, type Scene } from "./scene.ts";
import { type DirectViolation, noViolations, type Violations } from "./violations.ts";

/** Only those allowed may import a protected package directly; what is inside it may import itself. */
export function protectedViolations(scene: Scene, contract: ProtectedContract): Violations {
  const asPackages = contract["as-packages"];
  const allowed = maskOf(scene, placesOf(scene, contract["allowed-importers"], asPackages));
  const direct = new Map<number, DirectViolation>();
  for (const { name, first, end } of placesOf(scene, contract.modules, asPackages)) {
    const sides = { kind: "protected", importer: contract["allowed-importers"].join(", "), imported: name } as const;
    for (let imported = first; imported < end; imported += 1) {
      for (const importer of rowOf(scene.links.importers, imported)) {
        if (allowed[importer] === 1 || (importer >= first && importer < end)) continue;
        const key = importer * allowed.length + imported;
        if (!direct.has(key)) direct.set(key, { importer, imported, sides });
      }
    }
  }
  const byIds = [...direct].sort(([left], [right]) => left - right);
  return { ...noViolations, direct: byIds.map(([, violation]) => violation) };
}
