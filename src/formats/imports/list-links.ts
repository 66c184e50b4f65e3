import type { ListedGraph } from "./graph/list-graph.ts";
import type { Link } from "./language.ts";

/**
 * The graph for other programs, in the form of `listGraph`: every source as a module, and files that sources import
 * though they are none, such as JSON. One row for each importer, imported module and line, in the order of the names.
 */
export function listLinks(
  sources: readonly string[],
  links: readonly Link[],
  moduleName: (path: string) => string,
): ListedGraph {
  const modules = new Set(sources.map(moduleName));
  const rows = new Map<string, ListedGraph["imports"][number]>();
  for (const { importer: path, target, line } of links) {
    if (target.kind !== "file") continue;
    const importer = moduleName(path);
    const imported = moduleName(target.path);
    modules.add(imported);
    rows.set(`${importer}\0${imported}\0${line}`, { importer, imported, path, line });
  }
  const imports = [...rows.values()].sort(
    (a, b) => byText(a.importer, b.importer) || byText(a.imported, b.imported) || a.line - b.line,
  );
  return { modules: [...modules].sort(byText), imports };
}

function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
