import type { ImportedName } from "../python/imports.ts";
import type { ModuleTable } from "./module-table.ts";

/** A Python file and the names it imports. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly ImportedName[];
}

/** A relative import that leaves the tree, so nobody knows what it brings in. */
export interface TooDeepImport {
  readonly path: string;
  readonly line: number;
}

/**
 * Who imports whom, as compressed sparse rows: the links of module `id` are those from `starts[id]` to
 * `starts[id + 1]`, by target and line. Modules and packages of the tree have the ids below `table.nodes.length` and
 * are in pre-order; external packages follow, by name.
 */
export interface ImportGraph {
  readonly table: ModuleTable;
  /** By id, with external packages. */
  readonly names: readonly string[];
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  /** Lines where the statement begins, and where the imported name itself stands. */
  readonly lines: Int32Array;
  readonly nameLines: Int32Array;
  /** 1 where the target is a file of the tree; 0 where it is a package that lacks what is asked of it, or external. */
  readonly exact: Uint8Array;
  /** 0 where the import stands below `if TYPE_CHECKING:` and never runs. */
  readonly runs: Uint8Array;
  /** 1 where a call such as `importlib.import_module("a")` imports, and no statement. */
  readonly dynamic: Uint8Array;
  readonly externals: ReadonlyMap<string, number>;
  /** By path, then by line. */
  readonly tooDeep: readonly TooDeepImport[];
}

/** The ids of a package with everything below it, or of an external package; undefined when nothing has the name. */
export function intervalOf(graph: ImportGraph, name: string): readonly [first: number, end: number] | undefined {
  const node = graph.table.byName.get(name);
  if (node !== undefined) return [node.id, node.end];
  const external = graph.externals.get(name);
  return external === undefined ? undefined : [external, external + 1];
}
