import type { ReadTree, TreeExtractor } from "../core/tree-extractor.ts";

/** Values of whole trees in the memory of one process, over all evaluations. */
export interface TreeMemory {
  /** What is known of one repository and extractor. */
  of<T>(repository: string, extractor: TreeExtractor<T>): Recent<T>;
}

interface Recent<T> {
  /**
   * The value of this commit: the known one, or what `make` makes out of the one that was asked for last. Callers that
   * ask meanwhile share it. A failure is not kept, nor what is undefined or not lasting.
   */
  get(commit: string, make: (near: ReadTree<T> | undefined) => Made<T>): Made<T>;
}

/** Undefined for a tree that cannot be listed to its end. */
type Made<T> = Promise<ReadTree<T> | undefined>;

/** A value takes about 1 kB for each entry of its tree; what two values share is kept once. */
const defaultMaxEntries = 400_000;

/** So many merge bases of one repository are at hand: open pull requests start from few commits. */
const maxCommits = 3;

/** Keeps values of trees of up to `maxEntries` entries together; those not asked for the longest go first. */
export function treeMemory(maxEntries: number = defaultMaxEntries): TreeMemory {
  const shelves = new Map<string, Shelf<unknown>>();

  function makeRoom(): void {
    let total = [...shelves.values()].reduce((sum, shelf) => sum + shelf.entries(), 0);
    for (const [name, shelf] of shelves) {
      if (total <= maxEntries || shelves.size === 1) return;
      total -= shelf.entries();
      shelves.delete(name);
    }
  }

  return {
    of<T>(repository: string, extractor: TreeExtractor<T>) {
      const name = `${repository}\0${extractor.key}`;
      const known = shelves.get(name);
      const shelf = known !== undefined && isOf(known, extractor) ? known : shelfOf<T>(extractor, makeRoom);
      shelves.delete(name);
      shelves.set(name, shelf);
      return shelf;
    },
  };
}

interface Shelf<T> extends Recent<T> {
  readonly key: string;
  entries(): number;
}

/** By contract, the key says everything that a value depends on besides the tree, hence also its type. */
function isOf<T>(shelf: Shelf<unknown>, extractor: TreeExtractor<T>): shelf is Shelf<T> {
  return shelf.key === extractor.key;
}

function shelfOf<T>({ key, isLasting }: TreeExtractor<T>, onKept: () => void): Shelf<T> {
  const kept = new Map<string, { readonly made: Made<T>; entries: number }>();

  /** From what is being made meanwhile, as soon as it is there; what lacks something would hand its gaps on. */
  async function makeFrom(newest: Made<T> | undefined, make: (near: ReadTree<T> | undefined) => Made<T>) {
    // Why another commit could not be read is told to whoever asked for it.
    const near = await newest?.catch(() => undefined);
    return make(near !== undefined && isLasting(near.value) ? near : undefined);
  }

  return {
    key,
    // Commits of one repository share most of their files, so they count as one.
    entries: () => Math.max(0, ...[...kept.values()].map(({ entries }) => entries)),
    async get(commit, make) {
      const known = kept.get(commit);
      const [newest] = [...kept.values()].slice(-1);
      const entry = known ?? { made: makeFrom(newest?.made, make), entries: 0 };
      kept.delete(commit);
      kept.set(commit, entry);
      const [oldest] = kept.keys();
      if (kept.size > maxCommits && oldest !== undefined) kept.delete(oldest);
      try {
        const made = await entry.made;
        entry.entries = made?.entries.length ?? 0;
        if (made === undefined || !isLasting(made.value)) forget(commit, entry);
        onKept();
        return made;
      } catch (cause) {
        forget(commit, entry);
        throw cause;
      }
    },
  };

  function forget(commit: string, entry: { readonly made: Made<T> }): void {
    if (kept.get(commit) === entry) kept.delete(commit);
  }
}
