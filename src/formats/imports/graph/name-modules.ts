import { folderOf } from "../paths.ts";
import { modulePathIn } from "./module-path.ts";
import type { ModuleNode, ModuleTable } from "./module-table.ts";
import { nodeOf, noNodes, numbered } from "./table-nodes.ts";

/**
 * Names every Python file after its path below its source root. A package wins over a module of the same name, the
 * earlier root over the later, a program over a stub. A root that is itself a package is none. A stub beside its program
 * and a notebook are modules of their own, under names that nobody can import: `a.a-pyi` and `a-ipynb`.
 */
export function buildModuleTable(paths: readonly string[], sourceRoots: readonly string[]): ModuleTable {
  const roots = usableRoots(paths, sourceRoots);
  const nodes = noNodes(".");
  const rankOf: number[] = [];
  const shadowed: number[] = [];
  let folder: Folder | undefined;
  for (const file of inOrderOfKinds(paths)) {
    const path = paths[file] ?? "";
    // Files of one folder stand together, and what they share is looked up once.
    if (folder === undefined || !isRightInside(path, folder.prefix)) folder = openFolder(path, roots, sourceRoots);
    const { kind, isPackage, name, nameBeside } = modulePathIn(folder.name, path.slice(folder.prefix.length));
    const known = kind === "stub" ? (nodes.byName.get(name)?.file ?? -1) : -1;
    const isBeside = known !== -1 && paths[known]?.endsWith(".py") === true;
    const node = nodeOf(nodes, isBeside || kind === "notebook" ? freeName(nodes.byName, nameBeside) : name);
    rankOf[file] = folder.rank * 2 + (isPackage ? 0 : 1);
    const present = node.file;
    if (present !== -1 && (rankOf[present] ?? 0) <= (rankOf[file] ?? 0)) shadowed.push(file);
    else {
      if (present !== -1) shadowed.push(present);
      node.file = file;
      node.isPackage = isPackage && !isBeside;
      node.isBesideParent = isBeside;
    }
  }
  return { nodes: numbered(nodes), byName: nodes.byName, separator: ".", rootNames: roots.map(dotted), shadowed };
}

/** Programs come first, since they decide what the others are called. */
function inOrderOfKinds(paths: readonly string[]): readonly number[] {
  const [programs, stubs, notebooks]: [number[], number[], number[]] = [[], [], []];
  for (const [file, path] of paths.entries()) {
    if (path.endsWith(".ipynb")) notebooks.push(file);
    else if (path.endsWith(".pyi")) stubs.push(file);
    else programs.push(file);
  }
  return stubs.length + notebooks.length === 0 ? programs : [...programs, ...stubs, ...notebooks];
}

/** Other files may be named so, too. */
function freeName(byName: ReadonlyMap<string, ModuleNode>, name: string): string {
  let free = name;
  while (byName.has(free)) free += "-";
  return free;
}

interface Folder {
  /** Its path, with the slash. */
  readonly prefix: string;
  /** Dotted, below its source root; empty for the root itself. */
  readonly name: string;
  /** Where its source root stands among the roots. */
  readonly rank: number;
}

function openFolder(path: string, roots: readonly string[], sourceRoots: readonly string[]): Folder {
  const prefix = path.slice(0, path.lastIndexOf("/") + 1);
  const root = roots.find((one) => prefix.startsWith(one)) ?? "";
  const rank = sourceRoots.indexOf(root.slice(0, -1));
  const name = prefix.slice(root.length, -1).replaceAll("/", ".");
  return { prefix, name, rank: rank === -1 ? sourceRoots.length : rank };
}

function isRightInside(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && path.indexOf("/", prefix.length) === -1;
}

/** Prefixes of paths, the longest first. Files under none of them are named from the top. */
function usableRoots(paths: readonly string[], sourceRoots: readonly string[]): readonly string[] {
  const prefixes = sourceRoots.filter((root) => root !== "").map((root) => `${root.replace(/\/+$/, "")}/`);
  const packages = new Set(paths.filter((path) => path.endsWith("/__init__.py")).map(folderOf));
  return prefixes
    .filter((prefix) => !packages.has(prefix.slice(0, -1)))
    .toSorted((left, right) => right.length - left.length);
}

function dotted(prefix: string): string {
  return prefix.slice(0, -1).replaceAll("/", ".");
}
