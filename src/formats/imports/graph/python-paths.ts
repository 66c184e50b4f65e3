import type { LinkTarget } from "../language.ts";
import type { ImportGraph, SourceFile } from "./graph.ts";
import type { ModuleNode } from "./module-table.ts";
import type { PathFile } from "./path-graph.ts";

/** Modules of Python by their paths, so that one graph can hold them and sources of other languages. */
export function pythonPaths(files: readonly SourceFile[], graph: ImportGraph): readonly PathFile[] {
  const targets = new Map<number, LinkTarget>();
  const nodeOfFile = new Map(graph.table.nodes.map((node) => [node.file, node]));
  const targetOf = (id: number) => {
    const known = targets.get(id);
    if (known !== undefined) return known;
    const node = graph.table.nodes[id];
    const target: LinkTarget =
      node === undefined ? { kind: "external", name: graph.names[id] ?? "" } : targetIn(files, graph, node);
    targets.set(id, target);
    return target;
  };
  return files.map(({ path }, index) => {
    const node = nodeOfFile.get(index);
    // A module that another one shadows is never loaded.
    return { path, links: node === undefined ? [] : linksOf(graph, node.id, targetOf) };
  });
}

function linksOf(graph: ImportGraph, id: number, targetOf: (id: number) => LinkTarget): PathFile["links"] {
  const [first = 0, last = 0] = graph.starts.subarray(id, id + 2);
  return Array.from(graph.targets.subarray(first, last), (imported, index) => ({
    target: targetOf(imported),
    line: graph.lines[first + index] ?? 0,
    nameLine: graph.nameLines[first + index] ?? 0,
    typeOnly: graph.runs[first + index] === 0,
    dynamic: graph.dynamic[first + index] === 1,
  }));
}

/** A package without a file is the folder that the first module below it shows. */
function targetIn(files: readonly SourceFile[], { table }: ImportGraph, node: ModuleNode): LinkTarget {
  const own = files[node.file];
  if (own !== undefined) return { kind: "file", path: own.path };
  for (let id = node.id + 1; id < node.end; id += 1) {
    const below = table.nodes[id];
    const file = files[below?.file ?? -1];
    if (below === undefined || file === undefined) continue;
    const steps = below.name.slice(node.name.length).split(".").length - 1 + (below.isPackage ? 1 : 0);
    return { kind: "folder", path: file.path.split("/").slice(0, -steps).join("/") };
  }
  return { kind: "unresolved", specifier: node.name };
}
