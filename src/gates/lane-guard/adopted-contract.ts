import type { LinterContract } from "../../formats/import-linter/configuration.ts";
import type { Contract } from "./settings/contract.ts";

/** A contract of import-linter as one of ours. */
export function contractOf(linter: LinterContract, excludeTypeCheckingImports: boolean): Contract {
  const shared = sharedKeysOf(linter, excludeTypeCheckingImports);
  switch (linter.type) {
    case "forbidden":
      return {
        ...shared,
        type: "forbidden",
        from: [...linter.sourceModules],
        to: [...linter.forbiddenModules],
        "allow-indirect": linter.allowIndirectImports,
        "as-packages": linter.asPackages,
      };
    case "layers":
      return {
        ...shared,
        type: "layers",
        layers: [...linter.layers],
        containers: [...linter.containers],
        exhaustive: linter.exhaustive,
        "exhaustive-ignores": [...linter.exhaustiveIgnores],
      };
    case "independence":
      return { ...shared, type: "independence", modules: [...linter.modules] };
    case "protected": {
      const keys = { "allowed-importers": [...linter.allowedImporters], "as-packages": linter.asPackages };
      return { ...shared, type: "protected", modules: [...linter.protectedModules], ...keys };
    }
    case "acyclic_siblings": {
      const keys = { depth: linter.depth, "skip-descendants": [...linter.skipDescendants] };
      return { ...shared, type: "acyclic-siblings", ancestors: [...linter.ancestors], ...keys };
    }
  }
}

function sharedKeysOf(linter: LinterContract, excludeTypeCheckingImports: boolean): Omit<Contract, "type"> {
  return {
    name: linter.name,
    ignore: [...linter.ignoreImports],
    "unmatched-ignores": linter.unmatchedIgnoreImportsAlerting,
    "type-checking": excludeTypeCheckingImports ? "exclude" : "include",
    // import-linter sees statements alone.
    "dynamic-imports": "exclude",
  };
}
