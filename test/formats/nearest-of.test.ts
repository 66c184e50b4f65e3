import { describe, expect, it } from "@jest/globals";
import { nearestOf } from "../../src/formats/nearest-of.ts";

describe("nearestOf", () => {
  it.each([
    ["max-fils", "max-files"],
    ["maxFiles", "max-files"],
    ["xyz", undefined],
    ["m".repeat(101), undefined],
  ])("%s", (key, expected) => {
    expect(nearestOf(key, ["max-files", "exclude"])).toBe(expected);
  });
});
