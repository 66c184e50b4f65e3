import { describe, expect, it } from "@jest/globals";
import { matchesName } from "../../../src/formats/globs/name-pattern.ts";

describe("a pattern of names", () => {
  it.each([
    ["a", "a", true],
    ["a", "ab", false],
    ["*", "", true],
    ["*", "a/b[c]", true],
    ["a*", "a", true],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["*::test_x[10]", "tests/a.py::test_x[10]", true],
    ["*[1]", "x1", false],
    ["a*b*c", "aXbYc", true],
    ["a*b*c", "acb", false],
    ["a**c", "abc", true],
    ["*ab*ab*", "ab", false],
    ["*ab*ab*", "abab", true],
    ["a?c", "abc", false],
    ["", "", true],
    ["", "a", false],
  ])("%s, %s: %s", (pattern, name, matches) => {
    expect(matchesName(pattern, name)).toBe(matches);
  });

  it("does not backtrack", () => {
    expect(matchesName(`${"a*".repeat(200)}b`, "a".repeat(100_000))).toBe(false);
  });
});
