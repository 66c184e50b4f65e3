import type { ImportGraph } from "./graph.ts";
import type { ModuleTable } from "./module-table.ts";

/**
 * By id in the old graph, 1 where some import of the module may lead elsewhere now that these names are new, gone or no
 * longer what they were; or `all` where no row can be told from the others.
 *
 * Resolving a name looks at modules on the way to it. Had one of them changed, the import led either to something below
 * it, or to the nearest package above it, or, when there was none, to an external package named as its first part. So
 * only rows with such a target can be stale, and rows of modules whose own packages changed.
 */
export function findStaleRows(graph: ImportGraph, after: ModuleTable, changed: readonly string[]): Uint8Array | "all" {
  const { table, externals } = graph;
  const stale = new Uint8Array(table.nodes.length);
  if (changed.length === 0) return stale;
  if (!areRootsPlain(table, after) || changed.some((name) => isOfRoot(name, table.rootNames))) return "all";
  const marked = new Uint8Array(graph.names.length);
  const mark = (first = 0, end = first) => marked.fill(1, first, end);
  // A relative import from the top that leads nowhere is one of the top's own package.
  const top = table.byName.get("__init__");
  mark(top?.id, top?.end);
  for (const name of [...table.rootNames, ...changed]) {
    const external = externals.get(topOf(name));
    if (external !== undefined) mark(external, external + 1);
  }
  for (const name of changed) {
    const node = table.byName.get(name);
    mark(node?.id, node?.end);
    stale.fill(1, node?.id ?? 0, node?.end ?? 0);
    for (let above = parentOf(name); above !== ""; above = parentOf(above)) {
      const id = table.byName.get(above)?.id;
      if (id !== undefined) mark(id, id + 1);
    }
  }
  for (let id = 0; id < stale.length; id += 1) {
    const last = graph.starts[id + 1] ?? 0;
    for (let link = graph.starts[id] ?? 0; link < last && stale[id] === 0; link += 1) {
      stale[id] = marked[graph.targets[link] ?? 0] ?? 0;
    }
  }
  return stale;
}

/** Whether both tables have the same roots, none inside another: only then is one name below one root. */
function areRootsPlain({ rootNames: before }: ModuleTable, { rootNames: after }: ModuleTable): boolean {
  const same = before.length === after.length && before.every((root, index) => root === after[index]);
  return same && !before.some((root) => before.some((other) => other.startsWith(`${root}.`)));
}

/** A name that spells a source root out, or the module that makes the whole tree one package. */
function isOfRoot(name: string, roots: readonly string[]): boolean {
  return (
    name === "__init__" ||
    roots.some((root) => root === name || name.startsWith(`${root}.`) || root.startsWith(`${name}.`))
  );
}

function parentOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(".")));
}

function topOf(name: string): string {
  const dot = name.indexOf(".");
  return dot === -1 ? name : name.slice(0, dot);
}
