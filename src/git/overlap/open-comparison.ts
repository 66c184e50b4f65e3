import type { ComparedHead, FindInMerge, HeadFacts, MergeJudge, MergeOrder, MergeOutcome } from "../../core/overlap.ts";
import type { Blob } from "../../core/repository.ts";
import type { GitDirectory } from "../clone.ts";
import { type BlobLimits, type ObjectPlace, readBlobs } from "../objects.ts";
import { type ComparisonBase, type ComparisonLimits, prepareBase } from "./comparison-base.ts";
import { findWords } from "./find-words.ts";
import { stoppedFiles } from "./merge-kinds.ts";
import { readHeads } from "./read-heads.ts";
import { type CommitPair, type RunMerge, runMerges } from "./run-merges.ts";
import { makeTestMerges, type TestMerge } from "./test-merges.ts";

const defaultLimits: ComparisonLimits = {
  maxChanges: 20_000,
  maxPatchBytes: 64 * 1024 * 1024,
  mergeTimeoutMs: 120_000,
};

/** Heads against one base. What git makes meanwhile lies in a throw-away folder, never in the repository. */
export interface Comparison extends MergeJudge {
  /** Reads heads that are not known yet, and tells of all. */
  facts(heads: readonly ComparedHead[]): Promise<readonly HeadFacts[]>;
  /** Takes what an earlier comparison with the same base told of heads, so that they need not be read again. */
  remember(heads: readonly HeadFacts[]): void;
  /** Blobs of the base and of heads merged into it. */
  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, Blob>>;
  find: FindInMerge;
  /** Lends the merged tree of two heads that merge cleanly, and where its objects are. Undefined when they do not. */
  withMergedTree<T>(order: MergeOrder, use: (tree: string, place: ObjectPlace) => Promise<T>): Promise<T | undefined>;
  /** Lends the tree of a head merged into the base alone. Undefined when it does not merge. */
  withTestMerge<T>(ref: string, use: (tree: string, place: ObjectPlace) => Promise<T>): Promise<T | undefined>;
  /** Deletes the throw-away folder. */
  close(): Promise<void>;
}

/** A head whose test merge is made when somebody is merged behind it. */
interface KnownHead {
  readonly facts: HeadFacts;
  test?: TestMerge;
  /** Folder with the attributes that hold when it is merged; read when it is needed. */
  attributes?: { readonly folder: string | undefined };
}

const blobLimits: BlobLimits = { maxBlobBytes: 1_000_000, maxTotalBytes: 1 << 28 };

/** So many merges write into one folder before it is thrown away. */
const mergesAtOnce = 500;

/** Compares heads of a repository with each other, on top of `base`, the id of a commit. */
export async function openComparison(
  git: GitDirectory,
  base: string,
  limits: Partial<ComparisonLimits> = {},
): Promise<Comparison> {
  const prepared = await prepareBase(git, base, { ...defaultLimits, ...limits });
  const known = new Map<string, KnownHead>();
  const knownAs = ({ ref, commit }: ComparedHead) => {
    const head = known.get(ref);
    return head?.facts.commit === commit ? head : undefined;
  };
  return {
    async facts(heads) {
      const unread = heads.filter((head) => knownAs(head) === undefined);
      if (unread.length > 0) {
        for (const head of await readHeads(prepared, unread)) known.set(head.facts.ref, head);
      }
      return heads.flatMap((head) => knownAs(head)?.facts ?? []);
    },
    remember(heads) {
      for (const facts of heads) if (knownAs(facts) === undefined) known.set(facts.ref, { facts });
    },
    async merge(orders) {
      await prepareFirsts(
        prepared,
        orders.flatMap(({ first }) => known.get(first) ?? []),
      );
      const outcomes = orders.map(({ first, second }) => foregone(known.get(first), known.get(second)));
      const waiting = orders.flatMap((order, at) =>
        outcomes[at] === undefined ? (pairOf(known, order, at) ?? []) : [],
      );
      for (const [folder, group] of Map.groupBy(waiting, ({ attributes }) => attributes)) {
        for (let start = 0; start < group.length; start += mergesAtOnce) {
          const some = group.slice(start, start + mergesAtOnce);
          const merges = await prepared.aside((place) => runMerges(runIn(prepared, place, folder), some));
          for (const [index, { at }] of some.entries()) outcomes[at] = outcomeOf(merges[index]);
        }
      }
      return outcomes.map((outcome) => outcome ?? unjudged.git);
    },
    blobs: (ids) => readBlobs(prepared.place, ids, blobLimits),
    find: (order, words) =>
      inMergedTree(prepared, known, order, async (tree, place) => {
        const entries = await findWords(place, tree, words);
        if (entries === undefined) return undefined;
        return {
          entries,
          blobs: await readBlobs(
            place,
            entries.map(({ id }) => id),
            blobLimits,
          ),
        };
      }),
    withMergedTree: (order, use) => inMergedTree(prepared, known, order, use),
    async withTestMerge(ref, use) {
      const head = known.get(ref);
      if (head?.facts.alone !== "clean") return undefined;
      await prepareFirsts(prepared, [head]);
      return head.test?.outcome === "clean" ? use(head.test.tree, prepared.place) : undefined;
    },
    close: () => prepared.remove(),
  };
}

async function inMergedTree<T>(
  base: ComparisonBase,
  known: ReadonlyMap<string, KnownHead>,
  order: MergeOrder,
  use: (tree: string, place: ObjectPlace) => Promise<T>,
): Promise<T | undefined> {
  const [first, second] = [known.get(order.first), known.get(order.second)];
  if (first === undefined || foregone(first, second) !== undefined) return undefined;
  await prepareFirsts(base, [first]);
  const pair = pairOf(known, order, 0);
  if (pair === undefined) return undefined;
  return base.aside(async (place) => {
    const [merge] = await runMerges(runIn(base, place, pair.attributes), [pair]);
    return merge === undefined || "failed" in merge || !merge.clean ? undefined : use(merge.tree, place);
  });
}

function runIn({ limits }: ComparisonBase, place: ObjectPlace, attributes: string | undefined) {
  return { place, attributes, timeoutMs: limits.mergeTimeoutMs };
}

/** Makes the test merges that are missing, all in one run of git. */
async function prepareFirsts(base: ComparisonBase, heads: readonly KnownHead[]): Promise<void> {
  const lacking = [...new Set(heads.filter(({ test }) => test === undefined))];
  if (lacking.length > 0) {
    const histories = lacking.map(({ facts }) => ({ ...facts, own: facts.ownCommits }));
    const tests = await makeTestMerges(base, histories);
    for (const [at, head] of lacking.entries()) {
      const test = tests[at];
      if (test !== undefined) head.test = test;
    }
  }
  for (const head of heads) head.attributes ??= { folder: await base.attributesOf(head.facts) };
}

interface WaitingPair extends CommitPair {
  readonly at: number;
  readonly attributes: string | undefined;
}

function pairOf(known: ReadonlyMap<string, KnownHead>, order: MergeOrder, at: number): WaitingPair | undefined {
  const [first, second] = [known.get(order.first), known.get(order.second)];
  if (first?.test === undefined || second === undefined) return undefined;
  return { at, ours: first.test.commit, theirs: second.facts.commit, attributes: first.attributes?.folder };
}

/** Where the first cannot be merged at all, or the second never could: then no merge is tried. */
function foregone(first: KnownHead | undefined, second: KnownHead | undefined): MergeOutcome | undefined {
  const stuck = first?.facts.alone === "conflict" || first?.facts.alone === "unrelated" ? first : undefined;
  const cause = stuck ?? (second?.facts.alone === "unrelated" ? second : undefined);
  return cause === undefined ? undefined : { kind: "conflict", files: cause.facts.aloneFiles };
}

const unjudged = {
  time: { kind: "unjudged", because: "Merging took too long." },
  git: { kind: "unjudged", because: "Git could not merge them: objects may be missing." },
} as const;

function outcomeOf(merge: RunMerge | undefined): MergeOutcome {
  if (merge === undefined) return unjudged.git;
  if ("failed" in merge) return unjudged[merge.failed];
  return merge.clean ? { kind: "clean", tree: merge.tree } : { kind: "conflict", files: stoppedFiles(merge) };
}
