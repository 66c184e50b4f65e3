/** What a path of a report leads to in a tree. */
export type FoundPath =
  | { readonly kind: "found"; readonly path: string; readonly by: "exact" | "prefix" | "root" | "workspace" | "suffix" }
  | { readonly kind: "ambiguous"; readonly paths: readonly string[] }
  | { readonly kind: "unknown" };

/** Where the report's files lie, as somebody declared or as the report itself says. */
export interface PathSurroundings {
  readonly prefixes: readonly Prefix[];
  readonly roots: readonly string[];
}

/** What paths begin with on the machine that tested, and the folder of the repository that it stands for. */
export interface Prefix {
  readonly prefix: string;
  readonly folder: string;
}

/** Where continuous integration checks out, so that what follows is a path of the repository. */
const workspaces = [
  /^\/home\/runner\/work\/[^/]+\/[^/]+\//,
  /^\/__w\/[^/]+\/[^/]+\//,
  /^\/github\/workspace\//,
  /^\/builds\/[^/]+\/[^/]+\//,
  /^[A-Za-z]:\/a\/[^/]+\/[^/]+\//,
  /^\/Users\/runner\/work\/[^/]+\/[^/]+\//,
];

/** Folders that a suffix must have in common with a file's path: a name alone could be anywhere. */
const fewestSegments = 2;

/**
 * Finds files of a tree by the paths that reports give them. In this order: declared prefixes, the path as it is, the
 * report's own roots, workspaces of well-known machines, and a common end of at least two segments that only one file has.
 * Several candidates are none.
 */
export function pathFinder(paths: readonly string[]): (reported: string, around: PathSurroundings) => FoundPath {
  const tree = new Set(paths);
  const byName = Map.groupBy(paths, nameOf);
  return (reported, { prefixes, roots }) => {
    const plain = withSlashes(reported);
    const exactly = (candidates: readonly string[]) => candidates.map(normalized).find((path) => tree.has(path));
    const declared = exactly(prefixes.flatMap((prefix) => replaced(plain, prefix)));
    if (declared !== undefined) return { kind: "found", path: declared, by: "prefix" };
    if (tree.has(normalized(plain))) return { kind: "found", path: normalized(plain), by: "exact" };
    const full = [plain, ...roots.map((root) => `${withSlashes(root).replace(/\/+$/, "")}/${plain}`)];
    const rooted = exactly(full.slice(1));
    if (rooted !== undefined) return { kind: "found", path: rooted, by: "root" };
    const inWorkspace = exactly(full.flatMap((path) => workspaces.map((pattern) => path.replace(pattern, ""))));
    if (inWorkspace !== undefined) return { kind: "found", path: inWorkspace, by: "workspace" };
    return bySuffix(byName.get(nameOf(plain)) ?? [], full.map(normalized));
  };
}

/** The file that has the longest end in common, unless several have it. */
function bySuffix(candidates: readonly string[], reported: readonly string[]): FoundPath {
  let most = fewestSegments;
  let fitting: string[] = [];
  for (const path of candidates) {
    const shared = Math.max(...reported.map((full) => sharedSegments(path, full)));
    if (shared > most) fitting = [];
    if (shared >= most) fitting.push(path);
    most = Math.max(most, shared);
  }
  const [only] = fitting;
  if (only === undefined) return { kind: "unknown" };
  return fitting.length === 1 ? { kind: "found", path: only, by: "suffix" } : { kind: "ambiguous", paths: fitting };
}

function sharedSegments(one: string, other: string): number {
  const [left, right] = [one.split("/"), other.split("/")];
  let shared = 0;
  while (shared < Math.min(left.length, right.length) && left.at(-1 - shared) === right.at(-1 - shared)) shared += 1;
  return shared;
}

function replaced(path: string, { prefix, folder }: Prefix): readonly string[] {
  const start = `${withSlashes(prefix).replace(/\/+$/, "")}/`;
  return path.startsWith(start) ? [`${folder === "" ? "" : `${folder}/`}${path.slice(start.length)}`] : [];
}

/** Windows writes its paths with the other slash. */
function withSlashes(path: string): string {
  return /^[A-Za-z]:\\|^[^/]*\\/.test(path) ? path.replaceAll("\\", "/") : path;
}

/** Without steps that lead nowhere; a path that leaves the tree stays as it is and is not found. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.replace(/^\/+/, "").split("/")) {
    if (part === "." || part === "") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
