import type { ImportGraph } from "../graph.ts";
import { type ListedGraph, listGraph } from "../list-graph.ts";
import type { Separator } from "./module-name.ts";

/** What became of something between two commits. With one commit, all is kept. */
export type Change = "kept" | "added" | "removed";

export interface MappedModule {
  readonly name: string;
  readonly path: string;
  readonly change: Change;
}

/** One import statement, or one module of several that it names. */
export interface MappedImport {
  readonly importer: string;
  readonly imported: string;
  readonly path: string;
  readonly line: number;
  readonly change: Change;
}

/** Modules and imports of one commit, or of two laid over each other. Both are in the order of their names. */
export interface ModuleMap {
  readonly compared: boolean;
  /** In the names of modules. */
  readonly separator: Separator;
  readonly modules: readonly MappedModule[];
  readonly imports: readonly MappedImport[];
}

/** The modules of a tree and their imports. */
export function mapModules(graph: ImportGraph, files: readonly { readonly path: string }[]): ModuleMap {
  const { modules, imports } = listGraph(graph, files, []);
  const pathOf = (name: string) => files[graph.table.byName.get(name)?.file ?? -1]?.path ?? "";
  return {
    compared: false,
    separator: ".",
    modules: modules.map((name) => ({ name, path: pathOf(name), change: "kept" })),
    imports: imports.map((row) => ({ ...row, change: "kept" })),
  };
}

/** The same of sources that are known by their paths. */
export function mapPaths({ modules, imports }: ListedGraph): ModuleMap {
  return {
    compared: false,
    separator: "/",
    modules: modules.map((name) => ({ name, path: name, change: "kept" })),
    imports: imports.map((row) => ({ ...row, change: "kept" })),
  };
}

/**
 * Lays the map of the head over that of the base. An import counts by the two modules, so that one which only moved
 * to another line is kept.
 */
export function compareMaps(base: ModuleMap, head: ModuleMap): ModuleMap {
  const inBase = new Set(base.imports.map(pairOf));
  const inHead = new Set(head.imports.map(pairOf));
  const namesInBase = new Set(base.modules.map(({ name }) => name));
  const namesInHead = new Set(head.modules.map(({ name }) => name));
  const imports = [
    ...head.imports.map((row): MappedImport => ({ ...row, change: inBase.has(pairOf(row)) ? "kept" : "added" })),
    ...base.imports
      .filter((row) => !inHead.has(pairOf(row)))
      .map((row): MappedImport => ({ ...row, change: "removed" })),
  ];
  const modules = [
    ...head.modules.map((row): MappedModule => ({ ...row, change: namesInBase.has(row.name) ? "kept" : "added" })),
    ...base.modules
      .filter(({ name }) => !namesInHead.has(name))
      .map((row): MappedModule => ({ ...row, change: "removed" })),
  ];
  return { compared: true, separator: head.separator, modules: modules.sort(byName), imports: imports.sort(byPlace) };
}

/** No module is named with a NUL, because no path has one. */
function pairOf({ importer, imported }: MappedImport): string {
  return `${importer}\0${imported}`;
}

function byName(left: MappedModule, right: MappedModule): number {
  return byText(left.name, right.name);
}

function byPlace(left: MappedImport, right: MappedImport): number {
  return byText(left.importer, right.importer) || byText(left.imported, right.imported) || left.line - right.line;
}

/** The order of names, the same on every machine. */
export function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
