import type { ModuleTable } from "./module-table.ts";
import { nodeOf, noNodes, numbered } from "./table-nodes.ts";

/**
 * Names every Python file after its path below its source root. A package wins over a module of the same name, the
 * earlier root over the later one. A root that is itself a package is none.
 */
export function buildModuleTable(paths: readonly string[], sourceRoots: readonly string[]): ModuleTable {
  const roots = usableRoots(paths, sourceRoots);
  const nodes = noNodes(".");
  const rankOf: number[] = [];
  const shadowed: number[] = [];
  let folder: Folder | undefined;
  for (const [file, path] of paths.entries()) {
    // Files of one folder stand together, and what they share is looked up once.
    if (folder === undefined || !isRightInside(path, folder.prefix)) folder = openFolder(path, roots, sourceRoots);
    const isPackage =
      folder.name !== "" && path.length === folder.prefix.length + initFile.length && path.endsWith(initFile);
    const own = path.slice(folder.prefix.length, -".py".length);
    const node = nodeOf(nodes, isPackage ? folder.name : folder.name === "" ? own : `${folder.name}.${own}`);
    rankOf[file] = folder.rank * 2 + (isPackage ? 0 : 1);
    const present = node.file;
    if (present !== -1 && (rankOf[present] ?? 0) <= (rankOf[file] ?? 0)) shadowed.push(file);
    else {
      if (present !== -1) shadowed.push(present);
      node.file = file;
      node.isPackage = isPackage;
    }
  }
  return { nodes: numbered(nodes), byName: nodes.byName, separator: ".", rootNames: roots.map(dotted), shadowed };
}

const initFile = "__init__.py";

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

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function dotted(prefix: string): string {
  return prefix.slice(0, -1).replaceAll("/", ".");
}
