import type { SizedFile } from "./batch.ts";

/** A folder of changed files, with everything below it counted. `path` ends with a slash, and is empty at the top. */
export interface Folder {
  readonly path: string;
  readonly folders: readonly Folder[];
  /** Those that stand in the folder itself. */
  readonly files: readonly SizedFile[];
  readonly count: number;
  readonly lines: number;
}

/** The folders that these files lie in, everything by path. */
export function folderTree(files: readonly SizedFile[]): Folder {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  const root = node("");
  for (const file of sorted) insert(root, file);
  return finished(root);
}

/** The deepest folder that holds everything that this one does. */
export function onlyFolderIn(folder: Folder): Folder {
  let deepest = folder;
  for (;;) {
    const [next, ...others] = deepest.folders;
    if (next === undefined || others.length > 0 || deepest.files.length > 0) return deepest;
    deepest = next;
  }
}

interface Node {
  readonly path: string;
  readonly folders: Map<string, Node>;
  readonly files: SizedFile[];
}

function node(path: string): Node {
  return { path, folders: new Map(), files: [] };
}

function insert(root: Node, file: SizedFile): void {
  let place = root;
  for (let end = file.path.indexOf("/"); end >= 0; end = file.path.indexOf("/", end + 1)) {
    const path = file.path.slice(0, end + 1);
    const next = place.folders.get(path) ?? node(path);
    place.folders.set(path, next);
    place = next;
  }
  place.files.push(file);
}

/** Without recursion: a path of a hostile repository may be thousands of folders deep. */
function finished(root: Node): Folder {
  const order = [root];
  // An array visits what is added while it is walked, so that parents stand before their children.
  for (const { folders } of order) order.push(...folders.values());
  const done = new Map<string, Folder>();
  for (const { path, folders, files } of order.toReversed()) {
    const below = [...folders.keys()].flatMap((name) => done.get(name) ?? []);
    const count = files.length + below.reduce((sum, folder) => sum + folder.count, 0);
    const lines = [...files, ...below].reduce((sum, part) => sum + part.lines, 0);
    done.set(path, { path, folders: below, files, count, lines });
  }
  return done.get("") ?? { path: "", folders: [], files: [], count: 0, lines: 0 };
}
