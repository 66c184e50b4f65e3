import { describe, expect, it } from "@jest/globals";
import { withEntry, withFirstItem } from "../../../src/formats/yaml/edit.ts";

describe("withFirstItem", () => {
  it.each([
    ["a list", "a:\n  # of b\n  - b\n  - c\n", "a:\n  - x: 1\n    y: 2\n  # of b\n  - b\n  - c\n"],
    ["a list without indent", "a: # why\n- b\n", "a: # why\n- x: 1\n  y: 2\n- b\n"],
    ["an empty list", "a: [] # why\nb: 1\n", "a: # why\n  - x: 1\n    y: 2\nb: 1\n"],
    ["Windows", "a:\r\n  - b\r\n", "a:\r\n  - x: 1\r\n    y: 2\r\n  - b\r\n"],
    ["no end of the last line", "a: [ ]", "a:\n  - x: 1\n    y: 2\n"],
  ])("leaves every other byte in %s", (_what, text, expected) => {
    expect(withFirstItem(text, ["a"], ["x: 1", "y: 2"])).toBe(expected);
  });

  it.each(["a: [b]\n", "{ a: [] }\n", "a: 1\n", "b: []\n", "", "a: [\n]\n", "a: [b\n  ]\n"])(
    "does not touch %j",
    (text) => {
      expect(withFirstItem(text, ["a"], ["x"])).toBeUndefined();
    },
  );
});

describe("withEntry", () => {
  it.each([
    [
      "a new key of an item",
      "a:\n  - b: 1\n    # why\n    c: |\n      text\n    d: 2\n",
      "a:\n  - b: 1\n    # why\n    k: v\n    c: |\n      text\n    d: 2\n",
    ],
    ["a key that is there", "a:\n  - b: 1\n    k: { x: 1 }\n    c: 2\n", "a:\n  - b: 1\n    k: v\n    c: 2\n"],
  ])("writes %s", (_what, text, expected) => {
    expect(withEntry(text, ["a", 0], "k", "v")).toBe(expected);
  });

  it.each([
    "a:\n  - { b: 1, c: 2 }\n",
    "a:\n  - b: 1\n",
    "a:\n  - b: 1\n    k:\n      x: 1\n",
    "a:\n  - b: 1\n    k: { x: 1,\n      y: 2 }\n",
    "a:\n  - b: 1\n    k: { x: 1 } # why\n",
    "a: [1]\n",
  ])("does not touch %j", (text) => {
    expect(withEntry(text, ["a", 0], "k", "v")).toBeUndefined();
  });
});
