import type { ImportGraph, SourceFile, TooDeepImport } from "./graph.ts";
import { type KeptRows, writeRows } from "./graph-rows.ts";
import type { ModuleNode, ModuleTable } from "./module-table.ts";
import { buildModuleTable } from "./name-modules.ts";
import { resolveImport } from "./resolve.ts";

/** Where an import stands, and what kind it is of. */
interface PlacedImport {
  readonly line: number;
  readonly nameLine: number;
  readonly typeCheckingOnly: boolean;
  readonly dynamic: boolean;
}

/** What one module imports. */
export interface FreshRow {
  readonly imports: readonly PlacedImport[];
  /**
   * By position in `imports`.
   * Twice the target's id, plus 1 when it is a file of the tree; -1 when the import leads nowhere. An external package
   * is the number of nodes plus its place in `externals`.
   */
  readonly keys: Int32Array;
}

/** Files in the order of the tree. */
export function buildImportGraph(files: readonly SourceFile[], sourceRoots: readonly string[]): ImportGraph {
  const paths = files.map((file) => file.path);
  return linkFiles(buildModuleTable(paths, sourceRoots), files, undefined);
}

/** Resolves the imports of every file whose row is not kept from another graph. */
export function linkFiles(table: ModuleTable, files: readonly SourceFile[], kept: KeptRows | undefined): ImportGraph {
  const around: Surroundings = { table, externals: new Map(), tooDeep: [] };
  const fresh = new Map<number, FreshRow>();
  for (const node of table.nodes) {
    const file = files[node.file];
    if (file === undefined || (kept?.rowOf[node.id] ?? -1) !== -1) continue;
    fresh.set(node.id, {
      imports: file.imports,
      keys: Int32Array.from(file.imports, (imported) => keyOf(around, node, imported, file)),
    });
  }
  const tooDeep = kept?.graph.tooDeep.filter(({ path }) => kept.paths.has(path)) ?? [];
  const rows = writeRows(table, fresh, [...around.externals.keys()], kept);
  return { table, ...rows, tooDeep: [...tooDeep, ...around.tooDeep].sort(byPlace) };
}

interface Surroundings {
  readonly table: ModuleTable;
  readonly externals: Map<string, number>;
  readonly tooDeep: TooDeepImport[];
}

function keyOf(
  around: Surroundings,
  node: ModuleNode,
  imported: SourceFile["imports"][number],
  { path }: SourceFile,
): number {
  const resolution = resolveImport(around.table, node, imported);
  switch (resolution.kind) {
    case "module":
      return resolution.node.id * 2 + 1;
    case "part":
      return resolution.node.id * 2;
    case "external":
      return externalId(around, resolution.top) * 2;
    case "too-deep":
      around.tooDeep.push({ path, line: imported.line });
      return -1;
  }
}

function externalId({ table, externals }: Surroundings, top: string): number {
  const known = externals.get(top);
  if (known !== undefined) return known;
  const id = table.nodes.length + externals.size;
  externals.set(top, id);
  return id;
}

function byPlace(left: TooDeepImport, right: TooDeepImport): number {
  if (left.path === right.path) return left.line - right.line;
  return left.path < right.path ? -1 : 1;
}
