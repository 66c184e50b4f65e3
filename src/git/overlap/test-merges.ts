import { Fault } from "../../core/fault.ts";
import type { AloneOutcome, OverlapFile } from "../../core/overlap.ts";
import { writeMergeCommit } from "./commit-object.ts";
import type { ComparisonBase } from "./comparison-base.ts";
import { stoppedFiles } from "./merge-kinds.ts";
import type { HeadHistory } from "./read-histories.ts";
import { type RunMerge, runMerges } from "./run-merges.ts";
import { treesOf } from "./tree-ids.ts";

/** A head merged into the base alone, as GitHub's test merge. */
export interface TestMerge {
  readonly outcome: AloneOutcome;
  /** What others are merged into: the merge, or what needs none, the head or the base. */
  readonly commit: string;
  readonly tree: string;
  readonly files: readonly OverlapFile[];
}

/** Merges every head into the base. What cannot be judged counts as a conflict: nothing is said to be clean untried. */
export async function makeTestMerges(
  base: TestMergeBase,
  heads: readonly Pick<HeadHistory, "commit" | "own" | "mergeBases">[],
): Promise<readonly TestMerge[]> {
  const { place, attributes, limits } = base;
  const trees = await treesOf(place, [...new Set(heads.map(({ commit }) => commit))]);
  const toMerge = heads.filter((head) => untried(head, base.commit) === undefined);
  const run = { place, attributes, timeoutMs: limits.mergeTimeoutMs };
  const merges = await runMerges(
    run,
    toMerge.map(({ commit }) => ({ ours: base.commit, theirs: commit })),
  );
  const results = new Map(toMerge.map(({ commit }, at) => [commit, merges[at]]));
  return Promise.all(
    heads.map(async (head) => {
      const { commit } = head;
      const alone = { commit, tree: trees.get(commit) ?? missing(commit), files: [] };
      const known = untried(head, base.commit);
      return known === undefined ? mergedOf(base, alone, results.get(commit)) : { ...alone, ...known };
    }),
  );
}

/** What a test merge takes of a comparison. */
type TestMergeBase = Pick<ComparisonBase, "git" | "commit" | "place" | "attributes" | "limits">;

/** What is known without merging. */
function untried(
  { own, mergeBases }: Pick<HeadHistory, "own" | "mergeBases">,
  base: string,
): (Partial<TestMerge> & Pick<TestMerge, "outcome">) | undefined {
  if (own.size === 0) return { outcome: "contained", commit: base };
  if (mergeBases.length === 0) return { outcome: "unrelated", files: [{ path: "", kind: "unrelated-histories" }] };
  // It has everything of the base already.
  return mergeBases.length === 1 && mergeBases[0] === base ? { outcome: "clean" } : undefined;
}

async function mergedOf(
  { git, commit: base, place }: TestMergeBase,
  alone: Omit<TestMerge, "outcome">,
  merge: RunMerge | undefined,
): Promise<TestMerge> {
  if (merge === undefined || "failed" in merge) {
    return { ...alone, outcome: "conflict", files: [{ path: "", kind: "other" }] };
  }
  if (!merge.clean) return { ...alone, outcome: "conflict", files: stoppedFiles(merge) };
  const parents = [base, alone.commit];
  const commit = await writeMergeCommit(place.gitDir, git.objectFormat, { tree: merge.tree, parents });
  return { outcome: "clean", commit, tree: merge.tree, files: [] };
}

function missing(commit: string): never {
  throw new Fault("GIT_FAILED", `The commit ${commit} has no tree that can be read.`, { retry: false });
}
