import { describe, expect, it } from "@jest/globals";
import type { OverlapChange } from "../../../../src/core/overlap.ts";
import { candidatePairs, indexHeads, partnersOf } from "../../../../src/gates/ownership/overlap/candidates.ts";
import { hotFiles } from "../../../../src/gates/ownership/overlap/hot-files.ts";
import { edit, file, head, replaced } from "./heads.ts";

const change = replaced(1, ["a"], ["b"]);

function moved(from: string, to: string): OverlapChange {
  return { before: file(from, "base"), after: file(to, "base"), hunks: [], union: false };
}

function added(path: string): OverlapChange {
  return { before: undefined, after: file(path, "new"), hunks: [change], union: false };
}

function pairsOf(...changes: readonly (readonly OverlapChange[])[]) {
  return candidatePairs(indexHeads(changes.map((each, at) => head(`head-${at}`, each))));
}

describe("candidatePairs", () => {
  it("are those that share a path", () => {
    const pairs = pairsOf(
      [edit("a", "1", change)],
      [edit("b", "2", change)],
      [edit("a", "3", change), edit("b", "3", change)],
    );
    expect(pairs).toEqual([
      { one: 0, other: 2, shared: ["a"], folders: false },
      { one: 1, other: 2, shared: ["b"], folders: false },
    ]);
  });

  it("see a rename at both paths", () => {
    expect(pairsOf([moved("a", "b")], [edit("a", "1", change)], [added("b")]).map(({ shared }) => shared)).toEqual([
      ["a"],
      ["b"],
    ]);
  });

  it("see paths of where a head began, which the base has renamed since", () => {
    const stale = head("stale", [edit("new", "1", change)], {
      ownChanges: [{ before: file("old", "x"), after: file("old", "1") }],
    });
    const index = indexHeads([stale, head("other", [edit("old", "2", change)])]);
    expect(candidatePairs(index)).toMatchObject([{ shared: ["old"] }]);
  });

  it.each([
    ["a file comes into a folder that moves", [moved("lib/a", "src/a")], [added("lib/b")], true],
    ["a file comes below a folder that moves", [moved("lib/a", "src/a")], [added("lib/deep/b")], true],
    ["a folder moves with one below", [moved("lib/deep/a", "src/deep/a")], [added("lib/b")], true],
    ["a file comes elsewhere", [moved("lib/deep/a", "lib/other/a")], [added("lib/b")], false],
    ["a file takes the place of a folder", [added("lib")], [added("lib/b")], true],
    ["the top moves into a folder", [moved("a", "src/a")], [added("b")], true],
  ])("where %s: met by folders", (_name, one, other, met) => {
    const expected = met ? [{ one: 0, other: 1, shared: [], folders: true }] : [];
    expect(pairsOf(one, other)).toEqual(expected);
    expect(pairsOf(other, one)).toEqual(expected);
  });

  it("see shared commits", () => {
    const index = indexHeads([
      head("a", [], { ownCommits: new Set(["x", "y"]) }),
      head("b", [], { ownCommits: new Set(["x"]) }),
    ]);
    expect(candidatePairs(index)).toMatchObject([{ shared: [] }]);
  });

  it("of one head are told by its place", () => {
    const index = indexHeads([head("a", [edit("f", "1", change)]), head("b", []), head("c", [edit("f", "2", change)])]);
    expect(partnersOf(index, 2).map(({ other }) => other)).toEqual([0]);
    expect(partnersOf(index, 7)).toEqual([]);
  });

  it("are found among 500 heads on one hot file and in 3,000 files of one head", () => {
    const many = Array.from({ length: 3_000 }, (_, at) => edit(`many/${at}`, "1", change));
    const heads = Array.from({ length: 500 }, (_, at) =>
      head(`${at}`, [edit("hot", `${at}`, change), ...(at === 0 ? many : [])]),
    );
    const index = indexHeads(heads);
    expect(candidatePairs(index)).toHaveLength((500 * 499) / 2);
    expect([...hotFiles(index)]).toEqual(["hot"]);
  });
});

describe("hotFiles", () => {
  it.each([
    [5, 100, 0],
    [6, 100, 1],
    [6, 121, 0],
    [7, 121, 1],
  ])("%d heads of %d on one file make %d", (on, of, count) => {
    const heads = Array.from({ length: of }, (_, at) => head(`${at}`, at < on ? [edit("f", `${at}`, change)] : []));
    expect(hotFiles(indexHeads(heads)).size).toBe(count);
  });
});
