import type { ComparedHead, HeadFacts } from "../../core/overlap.ts";
import type { TreeEntry } from "../../core/repository.ts";
import { isAttributesFile } from "./attributes.ts";
import type { ComparisonBase } from "./comparison-base.ts";
import { withMergeAttributes } from "./merge-attributes.ts";
import { type Difference, readDifferences } from "./read-differences.ts";
import { type HeadHistory, readHistories } from "./read-histories.ts";
import { makeTestMerges, type TestMerge } from "./test-merges.ts";
import { treesOf } from "./tree-ids.ts";
import { writeCommitGraph } from "./write-commit-graph.ts";

/** A head, and its test merge. */
export interface ReadHead {
  readonly facts: HeadFacts;
  readonly test: TestMerge;
}

/** So many heads are compared with the base in one run of git. */
const headsAtOnce = 50;

/** Merges heads into the base and reads what they change there, in few runs of git however many heads there are. */
export async function readHeads(base: ComparisonBase, heads: readonly ComparedHead[]): Promise<readonly ReadHead[]> {
  const commits = heads.map(({ commit }) => commit);
  await writeCommitGraph(base.place, base.commit, commits);
  const histories = await readHistories(base.place, base.commit, commits);
  const tests = await makeTestMerges(base, histories);
  const read: ReadHead[] = [];
  for (let start = 0; start < heads.length; start += headsAtOnce) {
    const end = start + headsAtOnce;
    const some = { histories: histories.slice(start, end), tests: tests.slice(start, end) };
    const [own, merged] = await readBoth(base, some.histories, some.tests);
    for (const [at, head] of heads.slice(start, end).entries()) {
      const [history, test, change, ownChange] = [some.histories[at], some.tests[at], merged[at], own[at]];
      if (history === undefined || test === undefined || change === undefined || ownChange === undefined) continue;
      read.push({ facts: factsOf(head, history, test, change, ownChange), test });
    }
  }
  return read;
}

/** What each head changes since it began, and what it changes of the base. */
async function readBoth(
  base: ComparisonBase,
  histories: readonly HeadHistory[],
  tests: readonly TestMerge[],
): Promise<readonly [readonly Difference[], readonly Difference[]]> {
  const { place, limits, tree } = base;
  const nothing = { from: tree, to: tree };
  const began = histories.map(({ mergeBases: [first] }) => first ?? base.commit);
  const trees = await treesOf(place, [...new Set([...began, ...histories.map(({ commit }) => commit)])]);
  const treeOf = (commit: string | undefined) => trees.get(commit ?? "") ?? tree;
  const own = histories.map(({ commit }, at) => ({ from: treeOf(began[at]), to: treeOf(commit) }));
  const merged = tests.map((test, at) => {
    if (test.outcome === "clean") return { from: tree, to: test.tree };
    return test.outcome === "contained" ? nothing : (own[at] ?? nothing);
  });
  const differences = await readDifferences(place, merged, limits, true);
  return [
    await readDifferences(place, own, limits, false),
    await withMergeAttributes(place, base.attributes, differences),
  ];
}

function factsOf(
  { ref, commit }: ComparedHead,
  { own, mergeBases }: HeadHistory,
  { outcome, files }: TestMerge,
  { changes, complete }: Difference,
  ownChange: Difference,
): HeadFacts {
  return {
    ref,
    commit,
    alone: outcome,
    aloneFiles: files,
    mergeBases,
    ownCommits: own,
    changes,
    ownChanges: outcome === "contained" ? [] : ownChange.changes,
    changesAttributes: changes.some(({ before, after }) => [before, after].some(isAttributes)),
    complete: complete && ownChange.complete,
  };
}

function isAttributes(entry: TreeEntry | undefined): boolean {
  return entry !== undefined && isAttributesFile(entry.path);
}
