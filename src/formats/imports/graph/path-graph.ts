import type { LinkTarget } from "../language.ts";
import type { FreshRow } from "./build-graph.ts";
import type { ImportGraph } from "./graph.ts";
import { writeRows } from "./graph-rows.ts";
import type { ModuleNode, ModuleTable } from "./module-table.ts";
import { type NodesByName, nodeOf, noNodes, numbered } from "./table-nodes.ts";

/** A source of any language, and what it imports. */
export interface PathFile {
  readonly path: string;
  readonly links: readonly PathLink[];
  /** Whoever imports its folder imports it, as packages of Go do. */
  readonly inPackage?: boolean;
}

interface PathLink {
  readonly target: LinkTarget;
  readonly line: number;
  readonly nameLine: number;
  readonly typeOnly: boolean;
  readonly dynamic?: boolean;
}

/**
 * The graph of sources of any languages, in which files and folders are known by their paths. Files that are no sources
 * are in it when somebody imports them. Imports that could not be resolved are not.
 */
export function buildPathGraph(files: readonly PathFile[]): ImportGraph {
  const table = tableOf(files);
  const externals = new Map<string, number>();
  const rows = new Map<number, FreshRow>();
  for (const { path, links } of files) {
    const node = table.byName.get(path);
    const imports = links.map((link) => ({ ...link, typeCheckingOnly: link.typeOnly, dynamic: link.dynamic === true }));
    const keys = Int32Array.from(links, ({ target }) => keyOf(table, externals, target));
    if (node !== undefined) rows.set(node.id, { imports, keys });
  }
  for (const [folder, row] of packagesOf(table, files)) rows.set(folder.id, row);
  return { table, ...writeRows(table, rows, [...externals.keys()], undefined), tooDeep: [] };
}

function tableOf(files: readonly PathFile[]): ModuleTable {
  const nodes = noNodes("/");
  for (const [index, { path }] of files.entries()) nodeOf(nodes, path).file = index;
  for (const { links } of files) {
    for (const { target } of links)
      if (target.kind === "file" || target.kind === "folder") addTarget(nodes, target.path);
  }
  for (const node of nodes.byName.values()) node.isPackage = node.children.size > 0;
  return { nodes: numbered(nodes), byName: nodes.byName, separator: "/", rootNames: [], shadowed: [] };
}

/** The top of the repository has no name, so nothing can be said of it. */
function addTarget(nodes: NodesByName, path: string): void {
  if (path !== "") nodeOf(nodes, path);
}

/** As rows want it: twice the id, plus 1 for a file; -1 for nothing. */
function keyOf(table: ModuleTable, externals: Map<string, number>, target: LinkTarget): number {
  switch (target.kind) {
    case "file":
    case "folder": {
      const id = table.byName.get(target.path)?.id;
      return id === undefined ? -1 : id * 2 + (target.kind === "file" ? 1 : 0);
    }
    case "external": {
      const index = externals.get(target.name) ?? externals.size;
      externals.set(target.name, index);
      return (table.nodes.length + index) * 2;
    }
    case "unresolved":
      return -1;
  }
}

/** A folder that stands for a package leads to every file of it, at no line. */
function packagesOf(table: ModuleTable, files: readonly PathFile[]): ReadonlyMap<ModuleNode, FreshRow> {
  const keys = new Map<ModuleNode, number[]>();
  for (const { path, inPackage } of files) {
    const node = inPackage === true ? table.byName.get(path) : undefined;
    if (node?.parent === undefined) continue;
    const known = keys.get(node.parent);
    if (known === undefined) keys.set(node.parent, [node.id * 2 + 1]);
    else known.push(node.id * 2 + 1);
  }
  const rows = new Map<ModuleNode, FreshRow>();
  for (const [folder, row] of keys) {
    rows.set(folder, { imports: row.map(() => nowhere), keys: Int32Array.from(row) });
  }
  return rows;
}

const nowhere = { line: 0, nameLine: 0, typeCheckingOnly: false, dynamic: false } as const;
