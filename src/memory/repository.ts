import { createHash } from "node:crypto";
import type { Extractor } from "../core/extractor.ts";
import type { History } from "../core/history.ts";
import type { Blob, Change, Derived, DerivedTree, EntryKind, RepositorySource, Side } from "../core/repository.ts";
import type { TreeExtractor } from "../core/tree-extractor.ts";
import { changedFiles, changedLines, type StoredFile } from "./changed-files.ts";

/** A file by its content; text is UTF-8. A submodule names the commit it points at. */
export type MemoryFile =
  | string
  | Uint8Array
  | { readonly executable: string }
  | { readonly symlink: string }
  | { readonly submodule: string };

export interface MemoryCommits {
  readonly base: Readonly<Record<string, MemoryFile>>;
  readonly head: Readonly<Record<string, MemoryFile>>;
  /** Blobs longer than this many bytes answer "too-large". */
  readonly maxBlobBytes?: number;
  /** Blobs that answer "missing", by path, as in a partial clone. */
  readonly missing?: readonly string[];
  /** Commits before the base, by name; any other name is the base itself. */
  readonly earlier?: Readonly<Record<string, Readonly<Record<string, MemoryFile>>>>;
  /** The tip of the base, where it has moved on. */
  readonly tip?: Readonly<Record<string, MemoryFile>>;
  /** What the history tells; a head that starts from the tip of its base, and no other branch, when left out. */
  readonly history?: Partial<History>;
  /** Lists are cut short after so many items. */
  readonly maxItems?: number;
}

/**
 * A repository source over values in memory. Blob ids are those that git gives the same content, and changes are
 * those that git reports, except that a rename is only recognised when the content is the same.
 */
export function memoryRepository(commits: MemoryCommits): RepositorySource {
  const sides = { base: storeAll(commits.base), head: storeAll(commits.head) };
  const blobs = blobsOf(commits, sides);
  const cut = <T>(items: readonly T[]) => ({
    items: items.slice(0, commits.maxItems ?? items.length),
    complete: items.length <= (commits.maxItems ?? items.length),
  });
  const blobsFor = async (ids: readonly string[]) =>
    new Map(ids.map((id): [string, Blob] => [id, blobs.get(id) ?? { kind: "missing" }]));
  const derive = async <T>(extractor: Extractor<T>, ids: readonly string[]) => {
    const derived = new Map<string, Derived<T>>();
    for (const [id, blob] of await blobsFor(ids)) {
      derived.set(id, blob.kind === "bytes" ? { kind: "value", value: extractor.extract(blob.bytes) } : blob);
    }
    return derived;
  };
  const entriesOf = (side: Side) => cut(sides[side].map((file) => file.entry));
  const earlierFiles = (commit: string) =>
    commits.earlier?.[commit] === undefined ? sides.base : storeAll(commits.earlier[commit]);
  let changes: readonly Change[] | undefined;

  return {
    mergeBase: commitId(sides.base),
    head: commitId(sides.head),
    history: { ...plainHistory, versions: versionsIn(commits), ...commits.history },
    async changes() {
      changes ??= changedFiles(sides.base, sides.head);
      return cut(changes);
    },
    async changedLines() {
      changes ??= changedFiles(sides.base, sides.head);
      return cut(changedLines(changes, sides.base, sides.head));
    },
    tree: async (side) => entriesOf(side),
    async comparedWith(commit) {
      const earlier = earlierFiles(commit);
      const lines = changedLines(changedFiles(earlier, sides.head), earlier, sides.head);
      return { tree: cut(earlier.map(({ entry }) => entry)), changedLines: cut(lines) };
    },
    changedSince: async (commit) => cut(changedPaths(earlierFiles(commit), sides.base)),
    changedOnBase: async () => cut(changedPaths(storeAll(commits.tip ?? commits.base), sides.base)),
    blobs: blobsFor,
    derive,
    async deriveTree<T>(extractor: TreeExtractor<T>, side: Side): Promise<DerivedTree<T>> {
      const [base, head] = [entriesOf("base"), entriesOf("head")];
      if (!base.complete || !head.complete) return { kind: "cut-short" };
      const source = { blobs: blobsFor, derive };
      const value = await extractor.extract(base.items, source, undefined);
      if (side === "base") return { kind: "value", value };
      return { kind: "value", value: await extractor.extract(head.items, source, { entries: base.items, value }) };
    },
  };
}

/** The tip of the base, and the commits before it in the order in which they are named. */
function versionsIn({ base, tip = base, earlier = {} }: MemoryCommits): History["versions"] {
  return async (path, limit) =>
    [tip, ...Object.values(earlier)].slice(0, limit).map((files): Blob => {
      const file = files[path];
      return file === undefined ? { kind: "missing" } : { kind: "bytes", bytes: store(path, file).bytes };
    });
}

const plainHistory: Omit<History, "versions"> = {
  ownCommits: async () => ({ items: [], complete: true }),
  parting: async () => ({ kind: "parted", behind: 0, behindSince: 0, tipTime: 0 }),
  branches: async () => ({ items: [], complete: true }),
  sharedWith: async () => ({ count: 0, ids: [] }),
  linesSince: async () => undefined,
};

/** Paths in which two trees differ. */
function changedPaths(one: readonly StoredFile[], other: readonly StoredFile[]): readonly string[] {
  const [before, after] = [one, other].map((files) => new Map(files.map(({ entry }) => [entry.path, entry.id])));
  const paths = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].toSorted();
  return paths.filter((path) => before?.get(path) !== after?.get(path));
}

function storeAll(files: Readonly<Record<string, MemoryFile>>): readonly StoredFile[] {
  return Object.entries(files)
    .map(([path, file]) => store(path, file))
    .sort((left, right) => (left.entry.path < right.entry.path ? -1 : 1));
}

function store(path: string, file: MemoryFile): StoredFile {
  if (file instanceof Uint8Array) return storeBytes(path, "file", file);
  if (typeof file === "string") return storeBytes(path, "file", utf8(file));
  if ("executable" in file) return storeBytes(path, "executable", utf8(file.executable));
  if ("symlink" in file) return storeBytes(path, "symlink", utf8(file.symlink));
  return { entry: { path, kind: "submodule", id: file.submodule }, bytes: new Uint8Array() };
}

function storeBytes(path: string, kind: EntryKind, bytes: Uint8Array): StoredFile {
  const id = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
  return { entry: { path, kind, id }, bytes };
}

function blobsOf(commits: MemoryCommits, sides: Readonly<Record<"base" | "head", readonly StoredFile[]>>) {
  const missing = new Set(commits.missing);
  const maxBytes = commits.maxBlobBytes ?? Number.POSITIVE_INFINITY;
  const blobs = new Map<string, Blob>();
  for (const { entry, bytes } of [...sides.base, ...sides.head]) {
    if (entry.kind === "submodule" || missing.has(entry.path)) continue;
    const tooLarge = bytes.length > maxBytes;
    blobs.set(entry.id, tooLarge ? { kind: "too-large", size: bytes.length } : { kind: "bytes", bytes });
  }
  return blobs;
}

/** The same content has the same commit id, and other content another one. */
function commitId(files: readonly StoredFile[]): string {
  const hash = createHash("sha1");
  for (const { entry } of files) hash.update(`${entry.kind} ${entry.id} ${entry.path}\0`);
  return hash.digest("hex");
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
