import type { MappedImport, ModuleMap } from "./module-map.ts";
import { isInside } from "./module-name.ts";

/** Only what is inside these packages, and the imports between it. */
export function selectInside(map: ModuleMap, packages: readonly string[]): ModuleMap {
  const isWanted = (name: string) => packages.some((each) => isInside(name, each, map.separator));
  return {
    ...map,
    modules: map.modules.filter(({ name }) => isWanted(name)),
    imports: map.imports.filter(({ importer, imported }) => isWanted(importer) && isWanted(imported)),
  };
}

/**
 * A module or package, whoever imports it directly, whatever it imports directly, and every import between all these.
 */
export function selectAround(map: ModuleMap, name: string): ModuleMap {
  const wanted = new Set(
    map.modules.filter((module) => isInside(module.name, name, map.separator)).map((module) => module.name),
  );
  for (const { importer, imported } of map.imports) {
    const leaves = isInside(importer, name, map.separator);
    const enters = isInside(imported, name, map.separator);
    if (leaves && !enters) wanted.add(imported);
    if (enters && !leaves) wanted.add(importer);
  }
  return {
    ...map,
    modules: map.modules.filter((module) => wanted.has(module.name)),
    imports: map.imports.filter(({ importer, imported }) => wanted.has(importer) && wanted.has(imported)),
  };
}

/** What differs between the two commits: imports that came or went, and the modules at their ends. */
export function selectChanged(map: ModuleMap): ModuleMap {
  return selectImports(map, ({ change }) => change !== "kept");
}

/** Only the imports that are part of one of these chains. */
export function selectChains(map: ModuleMap, chains: readonly (readonly string[])[]): ModuleMap {
  const steps = new Set(chains.flatMap((chain) => chain.slice(1).map((name, index) => `${chain[index]}\0${name}`)));
  return selectImports(
    map,
    ({ importer, imported, change }) => change !== "removed" && steps.has(`${importer}\0${imported}`),
  );
}

function selectImports(map: ModuleMap, wants: (row: MappedImport) => boolean): ModuleMap {
  const imports = map.imports.filter(wants);
  const ends = new Set(imports.flatMap(({ importer, imported }) => [importer, imported]));
  return { ...map, modules: map.modules.filter(({ name }) => ends.has(name)), imports };
}
