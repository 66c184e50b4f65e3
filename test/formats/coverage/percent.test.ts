import { describe, expect, it } from "@jest/globals";
import { changeText, percentText } from "../../../src/formats/coverage/percent.ts";

describe("percent", () => {
  it.each([
    [2, 3, "66.66 %"],
    [9_999, 10_000, "99.99 %"],
    [99_999, 100_000, "99.99 %"],
    [0, 0, "–"],
  ])("of %d of %d are %s", (covered, total, text) => {
    expect(percentText({ covered, total })).toBe(text);
  });

  it.each([
    [178, 181, 1, 1, "-1.66"],
    [1, 1, 178, 181, "+1.65"],
    [1, 2, 1, 2, "0.00"],
    [99_999, 100_000, 1, 1, "-0.01"],
    [1, 1, 99_999, 100_000, "0.00"],
    [1, 2, 3, 4, "-25.00"],
    [0, 0, 3, 4, "–"],
  ])("of %d of %d, which were %d of %d, have changed by %s", (covered, total, coveredBefore, totalBefore, text) => {
    expect(changeText({ covered, total }, { covered: coveredBefore, total: totalBefore })).toBe(text);
  });
});
