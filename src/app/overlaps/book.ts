import type { ComparedHead, HeadFacts } from "../../core/overlap.ts";
import { indexHeads, type PathIndex, touchedPathsOf } from "../../gates/ownership/overlap/candidates.ts";
import { changedFiles, isLarge } from "../../gates/ownership/overlap/head-size.ts";
import { readSources, type Sources } from "../../gates/ownership/overlap/read-sources.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { type Comparison, openComparison } from "../../git/overlap/open-comparison.ts";
import { keptFacts } from "./kept-facts.ts";
import { type TogetherMemory, togetherMemory } from "./together/together-memory.ts";
import { type VerdictCache, verdictCache } from "./verdict-cache.ts";

/** A head that changes so much that nobody is held against it; its lines are not kept. */
interface LargeHead {
  readonly commit: string;
  readonly files: number;
}

/**
 * What is known of the open pull requests against one branch, by their numbers. All of it can be read again; a new base
 * leaves what it does not touch.
 */
export interface OverlapBook {
  readonly base: string;
  readonly comparison: Comparison;
  readonly verdicts: VerdictCache;
  readonly together: TogetherMemory;
  readonly sources: Sources;
  heads(): ReadonlyMap<number, HeadFacts>;
  large(): ReadonlyMap<number, LargeHead>;
  /** Whether the head of this pull request is known at this commit. */
  knows(number: number, commit: string, maxFiles: number): boolean;
  /** The paths that it changes at this commit; undefined where they are not known. */
  changedPaths(number: number, commit: string): ReadonlySet<string> | undefined;
  /** Reads heads, in few runs of git. Those that change more files are large. */
  read(heads: readonly NumberedHead[], maxFiles: number): Promise<void>;
  /** Only these are open. */
  keepOnly(numbers: ReadonlySet<number>): void;
  /** The heads as the engine takes them, and their index of paths. */
  index(): { readonly facts: readonly HeadFacts[]; readonly index: PathIndex };
  /** Puts the book on another base. Answers the numbers of those that the move touches. */
  moveTo(base: string): Promise<ReadonlySet<number>>;
  close(): Promise<void>;
}

export interface NumberedHead {
  readonly number: number;
  readonly commit: string;
}

/** A run of merges or of reading must not hold a worker for long. */
const limits = { maxChanges: 20_000, maxPatchBytes: 32 * 1024 * 1024, mergeTimeoutMs: 20_000 };

/** What files define is remembered for so many reads; then it is read again, so that it does not pile up. */
const readsOfSources = 200;

export async function openBook(git: GitDirectory, firstBase: string): Promise<OverlapBook> {
  let base = firstBase;
  let comparison = await openComparison(git, base, limits);
  let sources = readSources((ids) => comparison.blobs(ids));
  let reads = 0;
  let indexed: ReturnType<OverlapBook["index"]> | undefined;
  const verdicts = verdictCache();
  const heads = new Map<number, HeadFacts>();
  const large = new Map<number, LargeHead>();
  const forget = (number: number) => {
    indexed = undefined;
    heads.delete(number);
    large.delete(number);
  };
  return {
    get base() {
      return base;
    },
    get comparison() {
      return comparison;
    },
    get sources() {
      return sources;
    },
    verdicts,
    together: togetherMemory(),
    heads: () => heads,
    large: () => large,
    knows(number, commit, maxFiles) {
      if (heads.get(number)?.commit === commit) return true;
      const known = large.get(number);
      return known?.commit === commit && known.files > maxFiles;
    },
    changedPaths(number, commit) {
      const head = heads.get(number);
      return head?.commit === commit ? touchedPathsOf(head) : undefined;
    },
    async read(wanted, maxFiles) {
      if (wanted.length === 0) return;
      reads += 1;
      if (reads % readsOfSources === 0) sources = readSources((ids) => comparison.blobs(ids));
      for (const facts of await comparison.facts(wanted.map(comparedHead))) {
        const number = Number(facts.ref);
        forget(number);
        if (isLarge(facts, maxFiles)) large.set(number, { commit: facts.commit, files: changedFiles(facts) });
        else heads.set(number, facts);
      }
    },
    keepOnly(numbers) {
      for (const number of [...heads.keys(), ...large.keys()]) if (!numbers.has(number)) forget(number);
    },
    index() {
      if (indexed === undefined) {
        // By number, so that both of a pair are told the same of it.
        const facts = [...heads.values()].toSorted((one, other) => Number(one.ref) - Number(other.ref));
        indexed = { facts, index: indexHeads(facts) };
      }
      return indexed;
    },
    async moveTo(next) {
      if (next === base) return new Set();
      const moved = await openComparison(git, next, limits);
      const { kept, touched } = await keptFacts({ from: base, to: next }, heads, comparison);
      await comparison.close();
      [base, comparison, indexed] = [next, moved, undefined];
      sources = readSources((ids) => comparison.blobs(ids));
      verdicts.forget(new Set([...touched].flatMap((number) => heads.get(number)?.commit ?? [])));
      heads.clear();
      for (const [number, facts] of kept) heads.set(number, facts);
      comparison.remember([...heads.values()]);
      return touched;
    },
    close: () => comparison.close(),
  };
}

/** The engine calls heads by refs: here these are the numbers of the pull requests. */
function comparedHead({ number, commit }: NumberedHead): ComparedHead {
  return { ref: String(number), commit };
}
