import type { ChangedPath, HeadFacts } from "../../../core/overlap.ts";

/** Two heads, by their places in the list, that may meet, and the paths that say so. */
export interface Candidate {
  readonly one: number;
  readonly other: number;
  /** Paths that both touch; empty where only folders or commits meet. */
  readonly shared: readonly string[];
  /** Whether one fills a folder that the other moves, or makes a file of: git may take a path elsewhere then. */
  readonly folders: boolean;
}

/** Which heads touch a path, before or after a rename, on the base or where they began; by their places in the list. */
export interface PathIndex {
  readonly byPath: ReadonlyMap<string, readonly number[]>;
  /** Who moves files out of a folder: git moves along what others put there. */
  readonly byLeftFolder: ReadonlyMap<string, readonly number[]>;
  /** Who puts files somewhere below a folder. */
  readonly byFilledFolder: ReadonlyMap<string, readonly number[]>;
  readonly byCommit: ReadonlyMap<string, readonly number[]>;
  readonly heads: readonly IndexedHead[];
}

interface IndexedHead {
  readonly paths: ReadonlySet<string>;
  readonly left: ReadonlySet<string>;
  readonly filled: ReadonlySet<string>;
  readonly commits: ReadonlySet<string>;
}

export function indexHeads(heads: readonly HeadFacts[]): PathIndex {
  const indexed = heads.map(indexedHead);
  return {
    heads: indexed,
    byPath: inverted(indexed, ({ paths }) => paths),
    byLeftFolder: inverted(indexed, ({ left }) => left),
    byFilledFolder: inverted(indexed, ({ filled }) => filled),
    byCommit: inverted(indexed, ({ commits }) => commits),
  };
}

/** A head stays the same while others come and go. */
const known = new WeakMap<HeadFacts, IndexedHead>();

function indexedHead(head: HeadFacts): IndexedHead {
  const indexed = known.get(head) ?? readHead(head);
  known.set(head, indexed);
  return indexed;
}

/** Paths that a head touches, before or after a rename; undefined where it changes more than was read. */
export function touchedPathsOf(head: HeadFacts): ReadonlySet<string> | undefined {
  return head.complete ? indexedHead(head).paths : undefined;
}

function readHead({ changes, ownChanges, ownCommits }: HeadFacts): IndexedHead {
  const all: readonly ChangedPath[] = [...changes, ...ownChanges];
  return {
    paths: new Set(all.flatMap(pathsOf)),
    left: new Set(all.flatMap(leftFolders)),
    filled: new Set(all.flatMap(arrivedPath).flatMap(foldersAbove)),
    commits: ownCommits,
  };
}

function inverted(
  heads: readonly IndexedHead[],
  keysOf: (head: IndexedHead) => ReadonlySet<string>,
): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [place, head] of heads.entries()) {
    for (const key of keysOf(head)) {
      const places = index.get(key);
      if (places === undefined) index.set(key, [place]);
      else places.push(place);
    }
  }
  return index;
}

/** Every pair that may meet, each once and with the smaller place first, in order. */
export function candidatePairs(index: PathIndex): readonly Candidate[] {
  return index.heads.flatMap((_, one) => partnersOf(index, one).filter(({ other }) => other > one));
}

/** Whom the head at this place may meet. Whoever is not listed can be merged in any order, as far as paths tell. */
export function partnersOf(index: PathIndex, one: number): readonly Candidate[] {
  const head = index.heads[one];
  if (head === undefined) return [];
  const shared = new Map<number, string[]>();
  const byFolder = new Set<number>();
  const meet = (places: readonly number[] | undefined, path?: string) => {
    for (const other of places ?? []) {
      if (other === one) continue;
      const paths = shared.get(other) ?? [];
      shared.set(other, paths);
      if (path !== undefined) paths.push(path);
    }
  };
  const meetFolder = (places: readonly number[] | undefined) => {
    meet(places);
    for (const other of places ?? []) byFolder.add(other);
  };
  for (const path of head.paths) {
    meet(index.byPath.get(path), path);
    // A file here where the other has a folder.
    meetFolder(index.byFilledFolder.get(path));
  }
  for (const folder of head.filled) {
    meetFolder(index.byLeftFolder.get(folder));
    meetFolder(index.byPath.get(folder));
  }
  for (const folder of head.left) meetFolder(index.byFilledFolder.get(folder));
  for (const commit of head.commits) meet(index.byCommit.get(commit));
  return [...shared]
    .map(([other, paths]) => ({ one, other, shared: paths, folders: byFolder.has(other) }))
    .toSorted((a, b) => a.other - b.other);
}

function pathsOf({ before, after }: ChangedPath): readonly string[] {
  return [...(before === undefined ? [] : [before.path]), ...(after === undefined ? [] : [after.path])];
}

function arrivedPath({ before, after }: ChangedPath): readonly string[] {
  return after === undefined || before?.path === after.path ? [] : [after.path];
}

/** Folders that a rename may stand for: up from its own as long as the names below stay the same. */
function leftFolders({ before, after }: ChangedPath): readonly string[] {
  if (before === undefined || after === undefined) return [];
  const folders: string[] = [];
  let [from, to] = [folderOf(before.path), folderOf(after.path)];
  while (from !== undefined && to !== undefined && from !== to) {
    folders.push(from);
    if (lastName(from) !== lastName(to)) break;
    [from, to] = [folderOf(from), folderOf(to)];
  }
  return folders;
}

/** The folder of a path; the top is an empty text, and has none. */
function folderOf(path: string): string | undefined {
  return path === "" ? undefined : path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== undefined; folder = folderOf(folder)) folders.push(folder);
  return folders;
}
