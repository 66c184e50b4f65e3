import { describe, expect, it } from "@jest/globals";
import { mergeTreeReader } from "../../../src/formats/git/merge-tree.ts";

const conflict = [
  "0",
  "tree-1",
  "100644 aaa 1\ta.txt",
  "100644 bbb 2\ta.txt",
  "100644 ccc 2\tnew name",
  "",
  "1",
  "a.txt",
  "Auto-merging",
  "Auto-merging a.txt\n",
  "2",
  "a.txt",
  "new name",
  "CONFLICT (contents)",
  "CONFLICT (content): Merge conflict in a.txt\n",
];

describe("mergeTreeReader", () => {
  it("reads clean merges and those that stop, however they are cut", () => {
    const reader = mergeTreeReader();
    const records = ["1", "tree-0", "", ...conflict, "", "1", "tree-2", ""];
    const merges = records.flatMap((record) => reader.push([record]));
    expect(merges).toEqual([
      { clean: true, tree: "tree-0", stops: [], unmerged: [] },
      {
        clean: false,
        tree: "tree-1",
        stops: [{ type: "CONFLICT (contents)", paths: ["a.txt", "new name"] }],
        unmerged: [
          { path: "a.txt", inBase: true },
          { path: "new name", inBase: false },
        ],
      },
      { clean: true, tree: "tree-2", stops: [], unmerged: [] },
    ]);
  });

  it("takes the advice on submodules for the end that it stands for", () => {
    const advice = "Recursive merging with submodules currently only supports trivial cases.\n";
    expect(
      mergeTreeReader()
        .push([...conflict, advice, "1", "tree-2", ""])
        .map(({ tree }) => tree),
    ).toEqual(["tree-1", "tree-2"]);
  });

  it.each([[["2"]], [["0", "tree", "", "many"]], [["fatal: something"]]])("throws for %j", (records) => {
    expect(() => mergeTreeReader().push(records)).toThrow(RangeError);
  });

  it("says nothing of a merge that is cut off", () => {
    expect(mergeTreeReader().push(conflict)).toEqual([]);
  });
});
