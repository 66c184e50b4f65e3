import { describe, expect, it } from "@jest/globals";
import { naturalOrder, numbersIn } from "../../../../src/gates/benchmarks/compare/natural-order.ts";

describe("names in natural order", () => {
  it.each([
    [
      ["head-10", "head-2", "head-1"],
      ["head-1", "head-2", "head-10"],
    ],
    [
      ["b-1", "a-2", "a-1"],
      ["a-1", "a-2", "b-1"],
    ],
    [
      ["run-007", "run-7", "run-6"],
      ["run-6", "run-007", "run-7"],
    ],
    [
      ["x10y2", "x10y10", "x9y99"],
      ["x9y99", "x10y2", "x10y10"],
    ],
    [
      ["a", "a1", ""],
      ["", "a", "a1"],
    ],
    [
      ["99999999999999999999", "100000000000000000000"],
      ["99999999999999999999", "100000000000000000000"],
    ],
  ])("%j", (names, sorted) => {
    expect(names.toSorted(naturalOrder)).toEqual(sorted);
    expect(sorted.toSorted(naturalOrder)).toEqual(sorted);
  });
});

describe("the numbers in a name", () => {
  it.each([
    ["base-01.json", "1"],
    ["py3.12/base-10.json", "3.12.10"],
    ["base-000.json", "0"],
    ["base.json", ""],
  ])("of %s are %s", (name, numbers) => {
    expect(numbersIn(name)).toBe(numbers);
  });
});
