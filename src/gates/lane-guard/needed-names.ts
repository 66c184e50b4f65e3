import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { Contract } from "./settings/contract.ts";
import { lanesOf } from "./settings/lanes.ts";

export interface NeededNames {
  /** Each of them must be in the tree, unless it is a wildcard. */
  readonly tree: readonly string[];
  /** Lists of which at least one name has to match something. */
  readonly needed: readonly (readonly string[])[];
}

type LaterContract = Extract<Contract, { readonly type: "lanes" | "visibility" | "tags" | "required" | "budget" }>;

/** What these contracts cannot do without. */
export function neededNames(contract: LaterContract, graph: ImportGraph): NeededNames {
  switch (contract.type) {
    case "lanes": {
      const lanes = lanesOf(contract).map(({ modules }) => modules.flatMap((one) => (one.optional ? [] : [one.name])));
      return { tree: lanes.flat(), needed: lanes };
    }
    case "visibility":
      return { tree: [...contract.modules, ...contract.public], needed: [contract.modules, contract.public] };
    case "tags": {
      const lists = [...Object.values(contract.tags), contract.roots];
      return { tree: lists.flat(), needed: lists };
    }
    case "required": {
      const ours = contract.imports.filter((name) => isOurs(graph, name));
      return { tree: [...contract.modules, ...ours], needed: [contract.modules, ours] };
    }
    case "budget":
      return { tree: contract.from, needed: [contract.from] };
  }
}

/**
 * Packages of other people match no wildcard. In Python their names have one part; elsewhere they may look like paths, as
 * `github.com/lib/pq` does, so what begins like a path of the tree is ours.
 */
function isOurs({ table }: ImportGraph, name: string): boolean {
  if (name.includes("*")) return true;
  return table.separator === "." ? name.includes(".") : table.byName.has(name.split("/", 1)[0] ?? "");
}

/** Whether the name may be that of a package of other people. They import nothing, so what a contract asks of it matters. */
export function mayBeExternal(contract: Contract, name: string): boolean {
  switch (contract.type) {
    case "layers":
      return true;
    case "independence":
    case "protected":
      return contract.modules.includes(name);
    case "required":
      return contract.imports.includes(name);
    case "tags":
      return Object.values(contract.tags).some((names) => names.includes(name));
    default:
      return false;
  }
}

/** Names that nobody need have or import, and what the contract does with them. */
export function targetNames(contract: Contract, graph: ImportGraph) {
  switch (contract.type) {
    case "forbidden":
      return { names: contract.to, does: "forbids", otherwise: "forbids nothing" };
    case "budget":
      return { names: contract.to, does: "counts imports of", otherwise: "counts nothing" };
    case "required": {
      const names = contract.imports.filter((name) => !isOurs(graph, name));
      return { names, does: "requires", otherwise: "cannot be kept" };
    }
    default:
      return undefined;
  }
}
