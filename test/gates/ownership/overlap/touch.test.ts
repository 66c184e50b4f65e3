import { describe, expect, it } from "@jest/globals";
import { hunksTouch } from "../../../../src/gates/ownership/overlap/touch.ts";
import { inserted, replaced } from "./heads.ts";

describe("hunksTouch", () => {
  it.each([
    ["nothing", [], [replaced(3, ["c"], ["C"])], false],
    ["the same line, otherwise", [replaced(3, ["c"], ["1"])], [replaced(3, ["c"], ["2"])], true],
    ["the same line, alike", [replaced(3, ["c"], ["1"])], [replaced(3, ["c"], ["1"])], false],
    ["neighbouring lines", [replaced(3, ["c"], ["1"])], [replaced(4, ["d"], ["2"])], true],
    ["lines with one between them", [replaced(3, ["c"], ["1"])], [replaced(5, ["e"], ["2"])], false],
    ["an insertion before a changed line", [inserted(2, ["new"])], [replaced(3, ["c"], ["2"])], true],
    ["an insertion behind a changed line", [inserted(3, ["new"])], [replaced(3, ["c"], ["2"])], true],
    ["an insertion one line away", [inserted(1, ["new"])], [replaced(3, ["c"], ["2"])], false],
    ["two insertions at one place", [inserted(2, ["one"])], [inserted(2, ["two"])], true],
    ["two equal insertions at one place", [inserted(2, ["one"])], [inserted(2, ["one"])], false],
    ["deletions of overlapping lines", [replaced(3, ["c", "d"], [])], [replaced(4, ["d", "e"], [])], true],
    [
      "two changes of one that together are one of the other",
      [replaced(3, ["c"], ["C"]), replaced(5, ["e"], ["E"])],
      [replaced(3, ["c", "d", "e"], ["C", "d", "E"])],
      false,
    ],
    [
      "a chain that ends otherwise",
      [replaced(3, ["c"], ["C"]), replaced(5, ["e"], ["E"])],
      [replaced(3, ["c", "d", "e"], ["C", "d", "X"])],
      true,
    ],
    [
      "only the last of many",
      [replaced(1, ["a"], ["A"]), replaced(9, ["i"], ["I"])],
      [replaced(4, ["d"], ["D"]), replaced(9, ["i"], ["J"])],
      true,
    ],
  ])("%s", (_name, one, other, expected) => {
    expect(hunksTouch(one, other)).toBe(expected);
    expect(hunksTouch(other, one)).toBe(expected);
  });
});
