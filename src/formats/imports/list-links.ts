import type { ListedGraph } from "./graph/list-graph.ts";
import type { Link, LinkTarget } from "./language.ts";

/**
 * The graph for other programs, in the form of `listGraph`: every source as a module, and files that sources import
 * though they are none, such as JSON, and folders. One row for each importer, imported module and line, in the order of the names.
 */
export function listLinks(
  sources: readonly string[],
  links: readonly Link[],
  moduleName: (path: string) => string,
): ListedGraph {
  const modules = new Set(sources.map(moduleName));
  const rows = new Map<string, ListedGraph["imports"][number]>();
  for (const { importer: path, target, line } of links) {
    const imported = nameOf(target, moduleName);
    if (imported === undefined) continue;
    const importer = moduleName(path);
    modules.add(imported);
    rows.set(`${importer}\0${imported}\0${line}`, { importer, imported, path, line });
  }
  const imports = [...rows.values()].sort(
    (a, b) => byText(a.importer, b.importer) || byText(a.imported, b.imported) || a.line - b.line,
  );
  return { modules: [...modules].sort(byText), imports };
}

/** What the tree has of it; undefined for everything else. */
function nameOf(target: LinkTarget, moduleName: (path: string) => string): string | undefined {
  if (target.kind === "file") return moduleName(target.path);
  return target.kind === "folder" ? target.path : undefined;
}

function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
