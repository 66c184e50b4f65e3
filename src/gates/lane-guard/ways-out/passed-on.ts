import type { ModuleNode } from "../../../formats/imports/graph/module-table.ts";
import { type Resolution, resolveImport } from "../../../formats/imports/graph/resolve.ts";
import type { ImportedName } from "../../../formats/imports/python/imports.ts";
import type { Scene } from "../contracts/scene.ts";
import type { Places } from "../places.ts";
import type { ImportLink } from "./fewest-cuts.ts";

/** A name that a module only passes on: where it comes from, and where it is passed on. */
export interface PassedOn {
  readonly name: string;
  /** The module or package of other people that has it. */
  readonly holder: number;
  /** The same for an import statement: `from` this, and the name that it has there. */
  readonly from: string;
  readonly original: string;
  /** Where the first module of the way imports it. */
  readonly place: string;
}

/** A name that goes through more modules is lost sight of. */
const maxSteps = 5;

/**
 * The ways of the names that the importer takes from the module, each from the nearest holder to the farthest.
 * Undefined as soon as one of them is not known to come from elsewhere, since the import is then needed.
 */
export function waysOfNames(
  scene: Scene,
  places: Places,
  { importer, imported }: ImportLink,
): readonly (readonly PassedOn[])[] | undefined {
  const names = namesTaken(scene, places, importer, imported);
  if (names === undefined || names.length === 0) return undefined;
  const ways = names.map((name) => wayOf(scene, places, imported, name));
  return ways.every((way) => way.length > 0) ? ways : undefined;
}

/** What the importer takes out of the module by name; undefined where it also takes the module, or nobody knows what. */
function namesTaken(scene: Scene, places: Places, importer: number, imported: number): readonly string[] | undefined {
  const node = scene.graph.table.nodes[importer];
  const names: string[] = [];
  for (const one of node === undefined ? [] : places.importsOf(importer)) {
    if (node === undefined || idOf(scene, resolveImport(scene.graph.table, node, one)) !== imported) continue;
    if (one.name === undefined || one.name === "*" || one.dynamic || isModule(scene, node, one)) return undefined;
    names.push(one.name);
  }
  return [...new Set(names)];
}

function wayOf(scene: Scene, places: Places, module: number, name: string): readonly PassedOn[] {
  const way: PassedOn[] = [];
  let [at, wanted, place]: [number, string, string | undefined] = [module, name, undefined];
  while (way.length < maxSteps) {
    const node = scene.graph.table.nodes[at];
    const source = node === undefined ? undefined : onlySource(places.importsOf(at), wanted);
    if (node === undefined || source === undefined) break;
    const holder = idOf(scene, resolveImport(scene.graph.table, node, source));
    if (holder === undefined || holder === at) break;
    place ??= places.lineText(at, source.nameLine);
    const isWhole = isModule(scene, node, source);
    way.push({ name, holder, from: fromText(scene, holder, source, isWhole), original: source.name ?? "", place });
    if (isWhole) break;
    [at, wanted] = [holder, source.name ?? ""];
  }
  return way;
}

/** A module stands in its package; of a package of other people, only the import itself tells the module. */
function fromText({ graph }: Scene, holder: number, source: ImportedName, isWhole: boolean): string {
  const node = graph.table.nodes[holder];
  if (node === undefined) return source.module;
  return isWhole ? (node.parent?.name ?? node.name) : node.name;
}

/** The one import that gives the module this name; with two, only the running program knows which one counts. */
function onlySource(imports: readonly ImportedName[], name: string): ImportedName | undefined {
  const sources = imports.filter((one) => !one.dynamic && (one.name === "*" || boundName(one) === name));
  const [only] = sources;
  const isTold = only !== undefined && only.name !== undefined && only.name !== "*" && !only.typeCheckingOnly;
  return sources.length === 1 && isTold ? only : undefined;
}

/** What the module calls it from then on: `import a.b` makes an `a`. */
function boundName({ alias, name, module }: ImportedName): string {
  return alias ?? name ?? module.slice(0, `${module}.`.indexOf("."));
}

/** Whether `from a import b` brings in the module `a.b` itself, and not something of `a`. */
function isModule(scene: Scene, node: ModuleNode, imported: ImportedName): boolean {
  const { table } = scene.graph;
  const from = idOf(scene, resolveImport(table, node, { ...imported, name: undefined }));
  return from !== idOf(scene, resolveImport(table, node, imported));
}

function idOf({ graph }: Scene, resolution: Resolution): number | undefined {
  switch (resolution.kind) {
    case "module":
    case "part":
      return resolution.node.id;
    case "external":
      return graph.externals.get(resolution.top);
    case "too-deep":
      return undefined;
  }
}
