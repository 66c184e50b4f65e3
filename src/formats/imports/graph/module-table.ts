/** A package or module. Its id and that of all below it are the interval [id, end), because ids are in pre-order. */
export interface ModuleNode {
  /** Dotted. */
  readonly name: string;
  readonly parent: ModuleNode | undefined;
  readonly children: Map<string, ModuleNode>;
  /** Index of its file in the list given; -1 for a directory without `__init__.py`, a namespace package. */
  file: number;
  isPackage: boolean;
  id: number;
  end: number;
}

export interface ModuleTable {
  /** By id. */
  readonly nodes: readonly ModuleNode[];
  readonly byName: ReadonlyMap<string, ModuleNode>;
  /** Dotted names of the source roots below the top, for imports that spell the root out. */
  readonly rootNames: readonly string[];
  /** Indices of files whose module another file is already; Python would never load them under that name. */
  readonly shadowed: readonly number[];
}

/**
 * Names every Python file after its path below its source root. A package wins over a module of the same name, the
 * earlier root over the later one. A root that is itself a package is none.
 */
export function buildModuleTable(paths: readonly string[], sourceRoots: readonly string[]): ModuleTable {
  const roots = usableRoots(paths, sourceRoots);
  const byName = new Map<string, ModuleNode>();
  const tops = new Map<string, ModuleNode>();
  const rankOf: number[] = [];
  const shadowed: number[] = [];
  let folder: Folder | undefined;
  for (const [file, path] of paths.entries()) {
    // Files of one folder stand together, and what they share is looked up once.
    if (folder === undefined || !isRightInside(path, folder.prefix)) folder = openFolder(path, roots, sourceRoots);
    const isPackage =
      folder.name !== "" && path.length === folder.prefix.length + initFile.length && path.endsWith(initFile);
    const own = path.slice(folder.prefix.length, -".py".length);
    const node = nodeOf(isPackage ? folder.name : folder.name === "" ? own : `${folder.name}.${own}`, byName, tops);
    rankOf[file] = folder.rank * 2 + (isPackage ? 0 : 1);
    const present = node.file;
    if (present !== -1 && (rankOf[present] ?? 0) <= (rankOf[file] ?? 0)) shadowed.push(file);
    else {
      if (present !== -1) shadowed.push(present);
      node.file = file;
      node.isPackage = isPackage;
    }
  }
  return { nodes: numbered(tops), byName, rootNames: roots.map(dotted), shadowed };
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

function nodeOf(name: string, byName: Map<string, ModuleNode>, tops: Map<string, ModuleNode>): ModuleNode {
  const known = byName.get(name);
  if (known !== undefined) return known;
  const dot = name.lastIndexOf(".");
  const parent = dot === -1 ? undefined : nodeOf(name.slice(0, dot), byName, tops);
  const node: ModuleNode = { name, parent, children: new Map(), file: -1, isPackage: false, id: 0, end: 0 };
  byName.set(name, node);
  (parent?.children ?? tops).set(name.slice(dot + 1), node);
  return node;
}

/** Gives ids in pre-order, siblings by name. Walks without recursion, since a path may be deep. */
function numbered(tops: ReadonlyMap<string, ModuleNode>): readonly ModuleNode[] {
  const nodes: ModuleNode[] = [];
  const open = sortedDown(tops);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.id = nodes.length;
    node.end = node.id + 1;
    nodes.push(node);
    if (node.children.size > 0) open.push(...sortedDown(node.children));
  }
  for (const node of nodes.toReversed()) {
    if (node.parent !== undefined) node.parent.end = Math.max(node.parent.end, node.end);
  }
  return nodes;
}

function sortedDown(siblings: ReadonlyMap<string, ModuleNode>): ModuleNode[] {
  return [...siblings.values()].sort((left, right) => (left.name < right.name ? 1 : -1));
}
