import { describe, expect, it } from "@jest/globals";
import { countOf } from "../../src/core/count-of.ts";

describe("countOf", () => {
  it.each([
    [0, "0 files"],
    [1, "1 file"],
    [2, "2 files"],
    [999, "999 files"],
    [1_000, "1,000 files"],
    [1_234_567, "1,234,567 files"],
  ])("of %d is %s", (count, expected) => {
    expect(countOf(count, "file")).toBe(expected);
  });

  it("takes a plural that is not regular", () => {
    expect([countOf(1, "entry", "entries"), countOf(2, "entry", "entries")]).toEqual(["1 entry", "2 entries"]);
  });
});
