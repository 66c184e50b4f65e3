import type { FreshRow } from "./build-graph.ts";
import type { ImportGraph } from "./graph.ts";
import type { ModuleTable } from "./module-table.ts";

/** Rows of another graph that hold in the new one too, once ids are translated. */
export interface KeptRows {
  readonly graph: ImportGraph;
  /** By new id, the id in the other graph of the module whose row is kept; -1 where none is. Rising. */
  readonly rowOf: Int32Array;
  /** By id in the other graph, the new id of a module or package; -1 where it is gone. Rising. */
  readonly newId: Int32Array;
  /** Of the files whose rows are kept, as far as imports that are too deep are known of them. */
  readonly paths: ReadonlySet<string>;
}

type Rows = Omit<ImportGraph, "table" | "tooDeep">;
type Columns = Pick<Rows, "targets" | "lines" | "nameLines" | "exact" | "runs" | "dynamic">;

/**
 * Puts fresh and kept rows together. The result does not depend on which rows were kept: external packages are those
 * that some row leads to, by name. `externals` are the packages that fresh rows count.
 */
export function writeRows(
  table: ModuleTable,
  fresh: ReadonlyMap<number, FreshRow>,
  externals: readonly string[],
  kept: KeptRows | undefined,
): Rows {
  const size = table.nodes.length;
  const used = new Set([...externals, ...(kept === undefined ? [] : externalsKept(kept))]);
  const numbered = new Map([...used].sort().map((name, index) => [name, size + index]));
  const idOf = (name: string) => numbered.get(name) ?? -1;
  const names = [...table.nodes.map((node) => node.name), ...numbered.keys()];
  const writer = { columns: columnsFor(countOf(fresh, kept)), length: 0, keys: new Float64Array(64) };
  const starts = new Int32Array(names.length + 1);
  const freshId = Int32Array.from(externals, idOf);
  const keptId = kept === undefined ? new Int32Array(0) : translation(kept, idOf);
  for (let id = 0; id < size; id += 1) {
    const row = fresh.get(id);
    const old = kept?.rowOf[id] ?? -1;
    if (row !== undefined) writeFresh(writer, row, size, freshId);
    else if (kept !== undefined && old !== -1) copyRow(writer, kept.graph, old, keptId);
    starts[id + 1] = writer.length;
  }
  // External packages import nothing that is known.
  starts.fill(writer.length, size + 1);
  return { names, starts, externals: numbered, ...cut(writer) };
}

/** Names of external packages that rows which are kept lead to. */
function externalsKept({ graph, rowOf }: KeptRows): readonly string[] {
  const nodes = graph.table.nodes.length;
  const used = new Uint8Array(graph.names.length - nodes);
  for (const old of rowOf) {
    if (old === -1) continue;
    // Links are sorted by target, so external ones stand last.
    const first = graph.starts[old] ?? 0;
    for (let link = (graph.starts[old + 1] ?? 0) - 1; link >= first; link -= 1) {
      const external = (graph.targets[link] ?? 0) - nodes;
      if (external < 0) break;
      used[external] = 1;
    }
  }
  return [...graph.externals.keys()].filter((_, index) => used[index] === 1);
}

/** By id in the other graph, with external packages, the new id. */
function translation({ graph, newId }: KeptRows, idOf: (name: string) => number): Int32Array {
  const ids = new Int32Array(graph.names.length).fill(-1);
  ids.set(newId);
  for (const [name, id] of graph.externals) ids[id] = idOf(name);
  return ids;
}

function countOf(fresh: ReadonlyMap<number, FreshRow>, kept: KeptRows | undefined): number {
  let count = 0;
  for (const { keys } of fresh.values()) count += keys.length;
  for (const old of kept?.rowOf ?? []) {
    if (old !== -1) count += (kept?.graph.starts[old + 1] ?? 0) - (kept?.graph.starts[old] ?? 0);
  }
  return count;
}

interface Writer {
  readonly columns: Columns;
  length: number;
  /** Room for sorting the links of one module: `key * 2^22 + index`. */
  keys: Float64Array;
}

function columnsFor(count: number): Columns {
  return {
    targets: new Int32Array(count),
    lines: new Int32Array(count),
    nameLines: new Int32Array(count),
    exact: new Uint8Array(count),
    runs: new Uint8Array(count),
    dynamic: new Uint8Array(count),
  };
}

const indexRange = 2 ** 22;

/** Adds the links of one module, sorted by target and then in the order of the text. */
function writeFresh(writer: Writer, { imports, keys: row }: FreshRow, nodes: number, ids: Int32Array): void {
  if (writer.keys.length < row.length) writer.keys = new Float64Array(row.length * 2);
  const { keys, columns } = writer;
  let count = 0;
  for (let index = 0; index < row.length; index += 1) {
    const key = row[index] ?? -1;
    if (key === -1) continue;
    const external = (key >> 1) - nodes;
    keys[count++] = (external < 0 ? key : (ids[external] ?? 0) * 2) * indexRange + index;
  }
  keys.subarray(0, count).sort();
  for (let position = 0; position < count; position += 1) {
    const key = keys[position] ?? 0;
    const imported = imports[key % indexRange];
    const target = Math.floor(key / indexRange);
    const at = writer.length++;
    columns.targets[at] = target >> 1;
    columns.exact[at] = target & 1;
    columns.lines[at] = imported?.line ?? 0;
    columns.nameLines[at] = imported?.nameLine ?? 0;
    columns.runs[at] = imported?.typeCheckingOnly === true ? 0 : 1;
    columns.dynamic[at] = imported?.dynamic === true ? 1 : 0;
  }
}

/** Old and new ids rise together, so a row stays sorted. */
function copyRow(writer: Writer, graph: ImportGraph, old: number, ids: Int32Array): void {
  const { columns } = writer;
  const last = graph.starts[old + 1] ?? 0;
  for (let link = graph.starts[old] ?? 0; link < last; link += 1) {
    const at = writer.length++;
    columns.targets[at] = ids[graph.targets[link] ?? 0] ?? 0;
    columns.exact[at] = graph.exact[link] ?? 0;
    columns.lines[at] = graph.lines[link] ?? 0;
    columns.nameLines[at] = graph.nameLines[link] ?? 0;
    columns.runs[at] = graph.runs[link] ?? 0;
    columns.dynamic[at] = graph.dynamic[link] ?? 0;
  }
}

function cut({ columns, length }: Writer): Columns {
  const { targets, lines, nameLines, exact, runs, dynamic } = columns;
  return {
    targets: targets.subarray(0, length),
    lines: lines.subarray(0, length),
    nameLines: nameLines.subarray(0, length),
    exact: exact.subarray(0, length),
    runs: runs.subarray(0, length),
    dynamic: dynamic.subarray(0, length),
  };
}
