import { resolveImport } from "../../../formats/imports/graph/resolve.ts";
import type { ImportedName } from "../../../formats/imports/python/imports.ts";
import type { Scene } from "../contracts/scene.ts";
import type { Places } from "../places.ts";
import type { Contract } from "../settings/contract.ts";
import type { ImportLink } from "./fewest-cuts.ts";

export interface TypeNames {
  readonly names: readonly string[];
  /** Line of an import below `if TYPE_CHECKING:` that the file has already. */
  readonly beside: number | undefined;
}

/**
 * Names that the importer takes from the module and that may only be needed in annotations, where the contract does not
 * count such imports. Whether they are is for the author to say: facts hold imports, not what becomes of them. Classes
 * by their names, or a file that has type-checking imports already, make it worth saying.
 */
export function typeNames(
  { graph }: Scene,
  places: Places,
  contract: Contract,
  { importer, imported }: ImportLink,
): TypeNames | undefined {
  const node = graph.table.nodes[importer];
  if (contract["type-checking"] !== "exclude" || node === undefined) return undefined;
  const all = places.importsOf(importer);
  const taken = all.filter((one) => {
    const resolution = one.typeCheckingOnly ? undefined : resolveImport(graph.table, node, one);
    return resolution !== undefined && "node" in resolution && resolution.node.id === imported;
  });
  const names = [...new Set(taken.map(({ name }) => name ?? "*"))];
  if (names.length === 0 || names.includes("*") || taken.some(({ dynamic }) => dynamic)) return undefined;
  const beside = all.find((one) => one.typeCheckingOnly)?.line;
  return beside === undefined && !taken.every(isClass) ? undefined : { names, beside };
}

/** By PEP 8, classes are called `LikeThis` and constants `LIKE_THIS`. */
function isClass({ name = "" }: ImportedName): boolean {
  return /^_*\p{Lu}/u.test(name) && /\p{Ll}/u.test(name);
}
