import { describe, expect, it } from "@jest/globals";
import { headLines } from "../../../../src/gates/ownership/overlap/head-lines.ts";

function hunk(first: number, added: readonly string[]) {
  return { before: { first, count: 1 }, after: { first, count: added.length }, removed: ["x"], added };
}

describe("lines of a head", () => {
  it("are those of the merge, where both have the same file", () => {
    expect(headLines([hunk(3, ["a", "b"]), hunk(9, ["c"])], undefined)).toEqual([
      { first: 3, last: 4 },
      { first: 9, last: 9 },
    ]);
  });

  it("that follow each other are one range, and a deletion is told by the line before it", () => {
    expect(headLines([hunk(3, ["a"]), hunk(4, ["b"]), hunk(0, [])], undefined)).toEqual([
      { first: 1, last: 1 },
      { first: 3, last: 4 },
    ]);
  });

  it("are found where the head has them, the nearest ones, and take deletions along", () => {
    const text = ["a", "b", "1", "2", "a", "b", "3"];
    expect(headLines([hunk(8, ["a", "b"]), hunk(11, [])], text)).toEqual([
      { first: 5, last: 6 },
      { first: 8, last: 8 },
    ]);
  });

  it("that the head does not have stay where they are", () => {
    expect(headLines([hunk(2, ["a", "b"])], ["a", "z", "b"])).toEqual([{ first: 2, last: 3 }]);
  });

  it("of a file of equal lines are found in no time, and no more ranges are told than help", () => {
    const text = Array.from({ length: 200_000 }, () => "a");
    const hunks = Array.from({ length: 1_000 }, (_, at) => hunk(at * 50 + 1, ["a"]));
    expect(headLines(hunks, text)).toHaveLength(20);
  });
});
