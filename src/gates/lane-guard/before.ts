import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import { nodeFinder } from "../../formats/imports/graph/node-finder.ts";
import type { Commits, SourceModules } from "./model.ts";

/** How the modules of the merge base are found again in head. */
export interface Before {
  /** The id in head by the id in base; -1 for what is gone. */
  readonly idInHead: Int32Array;
  /** The id in base by the id in head; -1 for what is new. */
  readonly idInBase: Int32Array;
  /** The id in head of the package that a file has become, by the id in base: others still import it by its old name. */
  readonly packageInHead: ReadonlyMap<number, number>;
  /** The name in head of a module of base that is called so. A file that became a package keeps its own. */
  readonly nameInHead: (name: string) => string;
}

/** A renamed file is the same module under another name. */
export function beforeOf(commits: Commits): Before {
  const [base, head] = [commits.base.graph, commits.head.graph];
  const renamed = renamedModules(commits);
  const packageOf = (name: string) => packageNow(head, name, renamed.get(name));
  const nameInHead = (name: string) => (packageOf(name) === undefined ? (renamed.get(name) ?? name) : name);
  const packageInHead = new Map<number, number>();
  const idInHead = new Int32Array(base.names.length).fill(-1);
  const idInBase = new Int32Array(head.names.length).fill(-1);
  // Without a file that came or went, modules have the ids they had.
  const sameTable = base.table === head.table;
  const find = nodeFinder(head.table);
  for (const [id, name] of base.names.entries()) {
    const now = renamed.get(name) ?? name;
    const sameId = sameTable && id < base.table.nodes.length ? id : undefined;
    const node = sameId ?? find(now);
    const found = node === -1 ? (head.externals.get(now) ?? -1) : node;
    idInHead[id] = found;
    // Where a module was renamed to the name of another, the renamed one is meant.
    if (found !== -1 && (idInBase[found] === -1 || renamed.has(name))) idInBase[found] = id;
    const around = packageOf(name);
    if (around === undefined) continue;
    packageInHead.set(id, around);
    if (idInBase[around] === -1) idInBase[around] = id;
  }
  return { idInHead, idInBase, packageInHead, nameInHead };
}

/** `a.py` that moved to `a/b.py` left its name to the package around it. */
function packageNow(head: ImportGraph, name: string, now: string | undefined): number | undefined {
  return now?.startsWith(`${name}.`) ? head.table.byName.get(name)?.id : undefined;
}

/** Names in head of modules whose files were renamed, by their names in base. */
function renamedModules({ touched, base, head }: Commits): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  for (const [path, before] of touched) if (before !== undefined && before !== path) moved.set(before, path);
  const renamed = new Map<string, string>();
  if (moved.size === 0) return renamed;
  const nameInHead = namesByPath(head, new Set(moved.values()));
  for (const [path, name] of namesByPath(base, moved)) {
    const now = nameInHead.get(moved.get(path) ?? "");
    if (now !== undefined && now !== name) renamed.set(name, now);
  }
  addDirectories(renamed, base, head);
  return renamed;
}

/**
 * A folder moves with the first file below it. So does a package whose own file git does not follow, since it is empty,
 * unless it goes into a package that was there before.
 */
function addDirectories(renamed: Map<string, string>, base: SourceModules, head: SourceModules): void {
  const { nodes, byName } = base.graph.table;
  for (const { id, end, file, name } of nodes) {
    // Modules have nothing below them, and nearly all nodes are modules.
    if (end === id + 1 || renamed.has(name) || head.graph.table.byName.has(name)) continue;
    const now = movedWith(nodes.slice(id + 1, end), name, renamed);
    if (now !== undefined && (file === -1 || !byName.has(now))) renamed.set(name, now);
  }
}

/** The new name of a package, by the first file below it that has one. */
function movedWith(
  below: readonly { readonly file: number; readonly name: string }[],
  name: string,
  renamed: ReadonlyMap<string, string>,
): string | undefined {
  const first = below.find((node) => node.file !== -1 && renamed.has(node.name));
  if (first === undefined) return undefined;
  const rest = first.name.slice(name.length);
  const now = renamed.get(first.name) ?? "";
  return now.length > rest.length && now.endsWith(rest) ? now.slice(0, -rest.length) : undefined;
}

function namesByPath(
  { files, graph }: SourceModules,
  wanted: { has(path: string): boolean },
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of graph.table.nodes) {
    const path = files[node.file]?.path;
    if (path !== undefined && wanted.has(path)) names.set(path, node.name);
  }
  return names;
}
