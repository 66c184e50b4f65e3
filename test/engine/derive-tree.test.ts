import { describe, expect, it } from "@jest/globals";
import type { RepositorySource, TreeEntry } from "../../src/core/repository.ts";
import type { TreeExtractor } from "../../src/core/tree-extractor.ts";
import { derivingTrees } from "../../src/engine/derive-tree.ts";
import { treeMemory } from "../../src/engine/tree-memory.ts";

interface Paths {
  readonly paths: readonly string[];
  /** Of the value that this one was made from. */
  readonly near: readonly string[] | undefined;
}

const lasting = { key: "paths", isLasting: () => true };
const paths: TreeExtractor<Paths> = {
  ...lasting,
  extract: async (entries, _repository, near) => ({ paths: pathsOf(entries), near: near?.value.paths }),
};

function pathsOf(entries: readonly TreeEntry[]): readonly string[] {
  return entries.map(({ path }) => path);
}

function sources(base: string, head: string, complete = true) {
  const tree: RepositorySource["tree"] = async (side) => ({
    items: [...(side === "base" ? base : head)].map((path) => ({ path, kind: "file", id: path })),
    complete,
  });
  const nothing = async () => new Map();
  return { mergeBase: base, head, tree, blobs: nothing, derive: nothing };
}

describe("derivingTrees", () => {
  it("makes head out of the merge base, and a merge base out of the one before", async () => {
    const memory = treeMemory();
    const first = derivingTrees(sources("ab", "abc"), "r", memory);
    expect(await first(paths, "head")).toEqual({ kind: "value", value: { paths: [..."abc"], near: [..."ab"] } });
    const second = derivingTrees(sources("abx", "aby"), "r", memory);
    expect(await second(paths, "base")).toEqual({ kind: "value", value: { paths: [..."abx"], near: [..."ab"] } });
    const elsewhere = derivingTrees(sources("ab", "ab"), "another", memory);
    expect(await elsewhere(paths, "head")).toEqual({ kind: "value", value: { paths: [..."ab"], near: undefined } });
  });

  it("reads a merge base once for any number of changes, also at the same time", async () => {
    let read = 0;
    const counting: TreeExtractor<Paths> = {
      ...paths,
      extract: (entries, repository, near) => {
        read += 1;
        return paths.extract(entries, repository, near);
      },
    };
    const memory = treeMemory();
    const changes = ["abc", "abd", "abe"].map((head) => derivingTrees(sources("ab", head), "r", memory));
    await Promise.all(changes.map((deriveTree) => deriveTree(counting, "head")));
    expect(read).toBe(4);
  });

  it("keeps neither failures nor what is not lasting", async () => {
    const memory = treeMemory();
    const open = () => derivingTrees(sources("ab", "ab"), "r", memory);
    const failing: TreeExtractor<Paths> = { ...lasting, extract: () => Promise.reject(new Error("no")) };
    await expect(open()(failing, "base")).rejects.toThrow("no");
    const passing = { ...paths, isLasting: () => false };
    await open()(passing, "base");
    expect(await open()(paths, "base")).toMatchObject({ value: { near: undefined } });
  });

  it("hands over nothing that is not lasting, also not what is being made meanwhile", async () => {
    const memory = treeMemory();
    const isLasting = (value: Paths) => value.paths.length !== 1;
    const opened = ["a", "bc", "bcd"].map((base) => derivingTrees(sources(base, base), "r", memory));
    const made = await Promise.all(opened.map((deriveTree) => deriveTree({ ...paths, isLasting }, "base")));
    expect(made).toMatchObject([
      { value: { near: undefined } },
      { value: { near: undefined } },
      { value: { near: [..."bc"] } },
    ]);
  });

  it("says so when a tree is cut short", async () => {
    const deriveTree = derivingTrees(sources("ab", "abc", false), "r", treeMemory());
    expect(await deriveTree(paths, "base")).toEqual({ kind: "cut-short" });
    expect(await deriveTree(paths, "head")).toEqual({ kind: "cut-short" });
  });

  it("forgets whole repositories when trees are too many, those not asked for the longest first", async () => {
    const memory = treeMemory(5);
    const base = async (repository: string, near = "ab") =>
      derivingTrees(sources(near, near), repository, memory)(paths, "base");
    await base("one");
    await base("two");
    await base("one");
    await base("three");
    expect(await base("two", "abx")).toMatchObject({ value: { near: undefined } });
    expect(await base("three", "abx")).toMatchObject({ value: { near: [..."ab"] } });
  });
});
