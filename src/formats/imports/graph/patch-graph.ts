import { linkFiles } from "./build-graph.ts";
import type { ImportGraph, SourceFile } from "./graph.ts";
import type { ModuleTable } from "./module-table.ts";
import { buildModuleTable } from "./name-modules.ts";
import { nodeFinder } from "./node-finder.ts";
import { findStaleRows } from "./stale-rows.ts";

/** Files in the order of the tree, and the graph of their imports. */
export interface LinkedFiles<F extends SourceFile> {
  readonly files: readonly F[];
  readonly graph: ImportGraph;
}

/**
 * The graph of files that are mostly those of another tree: equal to `buildImportGraph(files, sourceRoots)`, but only
 * imports that may lead elsewhere than before are resolved. A file is the same when it is the same object. Both graphs
 * must have the same source roots.
 */
export function patchImportGraph<F extends SourceFile>(
  before: LinkedFiles<F>,
  files: readonly F[],
  sourceRoots: readonly string[],
): ImportGraph {
  const samePaths =
    files.length === before.files.length && files.every(({ path }, at) => path === before.files[at]?.path);
  const old = before.graph.table;
  const table = samePaths ? old : buildModuleTable(pathsOf(files), sourceRoots);
  const newId = samePaths ? Int32Array.from(old.nodes.keys()) : newIds(old, table);
  const changed = samePaths ? noNames : changedNames(old, table, newId);
  const stale = findStaleRows(before.graph, table, changed);
  if (stale === "all") return linkFiles(table, files, undefined);
  const rowOf = new Int32Array(table.nodes.length).fill(-1);
  const wantPaths = before.graph.tooDeep.length > 0;
  const keptPaths = new Set<string>();
  for (const node of old.nodes) {
    const id = newId[node.id] ?? -1;
    const now = table.nodes[id];
    const file = now === undefined ? undefined : files[now.file];
    if (file === undefined || file !== before.files[node.file] || stale[node.id] === 1) continue;
    rowOf[id] = node.id;
    if (wantPaths) keptPaths.add(file.path);
  }
  return linkFiles(table, files, { graph: before.graph, rowOf, newId, paths: keptPaths });
}

const noNames: readonly string[] = [];

function pathsOf(files: readonly SourceFile[]): readonly string[] {
  return files.map(({ path }) => path);
}

function newIds(before: ModuleTable, after: ModuleTable): Int32Array {
  const find = nodeFinder(after);
  return Int32Array.from(before.nodes, ({ name }) => find(name));
}

/** Names of modules and packages that are new, gone, or no longer what they were. */
function changedNames(before: ModuleTable, after: ModuleTable, newId: Int32Array): readonly string[] {
  const changed: string[] = [];
  const known = new Uint8Array(after.nodes.length);
  for (const { id, name, file, isPackage } of before.nodes) {
    const now = after.nodes[newId[id] ?? -1];
    if (now === undefined || (now.file === -1) !== (file === -1) || now.isPackage !== isPackage) changed.push(name);
    if (now !== undefined) known[now.id] = 1;
  }
  for (const { id, name } of after.nodes) if (known[id] === 0) changed.push(name);
  return changed;
}
