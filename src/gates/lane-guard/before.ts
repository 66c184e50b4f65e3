import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { LaneGuardFacts, PythonFile } from "./model.ts";

/** How the modules of the merge base are found again in head. */
export interface Before {
  /** The id in head by the id in base; -1 for what is gone. */
  readonly idInHead: Int32Array;
  /** The id in base by the id in head; -1 for what is new. */
  readonly idInBase: Int32Array;
  /** The name in head of a module of base that is called so. */
  readonly nameInHead: (name: string) => string;
}

/** A renamed file is the same module under another name. */
export function beforeOf(facts: LaneGuardFacts, base: ImportGraph, head: ImportGraph): Before {
  const renamed = renamedModules(facts, base, head);
  const nameInHead = (name: string) => renamed.get(name) ?? name;
  const idInHead = new Int32Array(base.names.length).fill(-1);
  const idInBase = new Int32Array(head.names.length).fill(-1);
  const headIds = new Map(head.names.map((name, id) => [name, id]));
  for (const [id, name] of base.names.entries()) {
    const found = headIds.get(nameInHead(name)) ?? -1;
    idInHead[id] = found;
    // Where a module was renamed to the name of another, the renamed one is meant.
    if (found !== -1 && (idInBase[found] === -1 || renamed.has(name))) idInBase[found] = id;
  }
  return { idInHead, idInBase, nameInHead };
}

/** Names in head of modules whose files were renamed, by their names in base. */
function renamedModules(facts: LaneGuardFacts, base: ImportGraph, head: ImportGraph): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  for (const [path, before] of facts.touched) if (before !== undefined && before !== path) moved.set(before, path);
  const renamed = new Map<string, string>();
  if (moved.size === 0) return renamed;
  const nameInHead = namesByPath(facts.head, head);
  for (const [path, name] of namesByPath(facts.base, base)) {
    const now = nameInHead.get(moved.get(path) ?? "");
    if (now !== undefined && now !== name) renamed.set(name, now);
  }
  return renamed;
}

function namesByPath(files: readonly PythonFile[], graph: ImportGraph): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of graph.table.nodes) {
    const path = files[node.file]?.path;
    if (path !== undefined) names.set(path, node.name);
  }
  return names;
}
