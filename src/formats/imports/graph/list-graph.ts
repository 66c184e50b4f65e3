import type { ImportGraph } from "./graph.ts";

/** The graph for other programs: modules of the tree, and imports between them. */
export interface ListedGraph {
  readonly modules: readonly string[];
  readonly imports: readonly ListedImport[];
}

interface ListedImport {
  readonly importer: string;
  readonly imported: string;
  readonly path: string;
  /** Where the statement begins. */
  readonly line: number;
}

/**
 * Lists modules and imports in the order of their names, one row for each importer, imported module and line. With
 * top-level packages given, only what is inside them counts. Directories without a file of their own are no modules.
 */
export function listGraph(
  graph: ImportGraph,
  files: readonly { readonly path: string }[],
  packages: readonly string[],
): ListedGraph {
  const wanted = new Set(packages);
  const isInside = (name: string) => wanted.size === 0 || wanted.has(topOf(name));
  const modules: string[] = [];
  const imports: ListedImport[] = [];
  for (const node of graph.table.nodes) {
    const path = files[node.file]?.path;
    if (path === undefined || !isInside(node.name)) continue;
    modules.push(node.name);
    imports.push(...importsOf(graph, node.id, path).filter(({ imported }) => isInside(imported)));
  }
  imports.sort((a, b) => byText(a.importer, b.importer) || byText(a.imported, b.imported) || a.line - b.line);
  return { modules: modules.sort(byText), imports };
}

function importsOf(graph: ImportGraph, id: number, path: string): readonly ListedImport[] {
  const rows: ListedImport[] = [];
  const last = graph.starts[id + 1] ?? 0;
  for (let link = graph.starts[id] ?? 0; link < last; link += 1) {
    if (graph.exact[link] !== 1) continue;
    const row = {
      importer: graph.names[id] ?? "",
      imported: graph.names[graph.targets[link] ?? -1] ?? "",
      path,
      line: graph.lines[link] ?? 0,
    };
    // Links are sorted by target and place, so names that one statement shares stand together.
    const previous = rows.at(-1);
    if (previous?.imported !== row.imported || previous.line !== row.line) rows.push(row);
  }
  return rows;
}

function topOf(name: string): string {
  const dot = name.indexOf(".");
  return dot === -1 ? name : name.slice(0, dot);
}

function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
