import type { ImportedName } from "../python/imports.ts";
import { buildModuleTable, type ModuleNode, type ModuleTable } from "./module-table.ts";
import { resolveImport } from "./resolve.ts";

/** A Python file and the names it imports. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly ImportedName[];
}

/** A relative import that leaves the tree, so nobody knows what it brings in. */
interface TooDeepImport {
  readonly path: string;
  readonly line: number;
}

/**
 * Who imports whom, as compressed sparse rows: the links of module `id` are those from `starts[id]` to
 * `starts[id + 1]`, by target and line. Modules and packages of the tree have the ids below `table.nodes.length` and
 * are in pre-order; external packages follow.
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
  readonly tooDeep: readonly TooDeepImport[];
}

export function buildImportGraph(files: readonly SourceFile[], sourceRoots: readonly string[]): ImportGraph {
  const paths = files.map((file) => file.path);
  const table = buildModuleTable(paths, sourceRoots);
  const externals = new Map<string, number>();
  const tooDeep: TooDeepImport[] = [];
  const links = linksFor(files.reduce((sum, file) => sum + file.imports.length, 0));
  const nodeCount = table.nodes.length;
  const startsInTree = new Int32Array(nodeCount + 1);
  for (const node of table.nodes) {
    const file = files[node.file];
    if (file !== undefined) addLinks(links, { table, externals, tooDeep }, node, file);
    startsInTree[node.id + 1] = links.length;
  }
  const names = [...table.nodes.map((node) => node.name), ...externals.keys()];
  // External packages import nothing that is known.
  const starts = new Int32Array(names.length + 1).fill(links.length);
  starts.set(startsInTree);
  const { targets, lines, nameLines, exact, runs, dynamic, length } = links;
  return {
    table,
    names,
    starts,
    targets: targets.subarray(0, length),
    lines: lines.subarray(0, length),
    nameLines: nameLines.subarray(0, length),
    exact: exact.subarray(0, length),
    runs: runs.subarray(0, length),
    dynamic: dynamic.subarray(0, length),
    externals,
    tooDeep,
  };
}

interface Links {
  length: number;
  readonly targets: Int32Array;
  readonly lines: Int32Array;
  readonly nameLines: Int32Array;
  readonly exact: Uint8Array;
  readonly runs: Uint8Array;
  readonly dynamic: Uint8Array;
  /** Room for sorting the links of one module: `target * 2^22 + index`. */
  keys: Float64Array;
}

const indexRange = 2 ** 22;

function linksFor(count: number): Links {
  return {
    length: 0,
    targets: new Int32Array(count),
    lines: new Int32Array(count),
    nameLines: new Int32Array(count),
    exact: new Uint8Array(count),
    runs: new Uint8Array(count),
    dynamic: new Uint8Array(count),
    keys: new Float64Array(64),
  };
}

interface Surroundings {
  readonly table: ModuleTable;
  readonly externals: Map<string, number>;
  readonly tooDeep: TooDeepImport[];
}

/** Adds the links of one module, sorted by target and then in the order of the text. */
function addLinks(links: Links, around: Surroundings, node: ModuleNode, file: SourceFile): void {
  const { imports } = file;
  if (links.keys.length < imports.length) links.keys = new Float64Array(imports.length * 2);
  const { keys } = links;
  let count = 0;
  for (let index = 0; index < imports.length; index += 1) {
    const imported = imports[index];
    if (imported === undefined) continue;
    const key = keyOf(around, node, imported, file.path);
    if (key !== -1) keys[count++] = key * indexRange + index;
  }
  keys.subarray(0, count).sort();
  for (let position = 0; position < count; position += 1) {
    const key = keys[position] ?? 0;
    const imported = imports[key % indexRange];
    const target = Math.floor(key / indexRange);
    links.targets[links.length] = target >> 1;
    links.exact[links.length] = target & 1;
    links.lines[links.length] = imported?.line ?? 0;
    links.nameLines[links.length] = imported?.nameLine ?? 0;
    links.runs[links.length] = imported?.typeCheckingOnly === true ? 0 : 1;
    links.dynamic[links.length] = imported?.dynamic === true ? 1 : 0;
    links.length += 1;
  }
}

/** Twice the target's id, plus 1 when it is a file of the tree; -1 when the import leads nowhere. */
function keyOf(around: Surroundings, node: ModuleNode, imported: ImportedName, path: string): number {
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

/** The ids of a package with everything below it, or of an external package; undefined when nothing has the name. */
export function intervalOf(graph: ImportGraph, name: string): readonly [first: number, end: number] | undefined {
  const node = graph.table.byName.get(name);
  if (node !== undefined) return [node.id, node.end];
  const external = graph.externals.get(name);
  return external === undefined ? undefined : [external, external + 1];
}
