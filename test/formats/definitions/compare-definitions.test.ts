import { describe, expect, it } from "@jest/globals";
import { compareDefinitions } from "../../../src/formats/definitions/compare-definitions.ts";
import { readPythonDefinitions } from "../../../src/formats/definitions/python/read-definitions.ts";
import { touchedDefinitions } from "../../../src/formats/definitions/touched-definitions.ts";

function read(text: string) {
  return readPythonDefinitions(new TextEncoder().encode(text));
}

describe("compareDefinitions", () => {
  it.each([
    ["the same", "def a(): return 1\n", "def a(): return 2\n", []],
    [
      "an added one",
      "",
      "class A:\n  def b(self): pass\n",
      [
        { op: "added", symbol: "A" },
        { op: "added", symbol: "A.b" },
      ],
    ],
    ["a removed one", "def a(): pass\n", "", [{ op: "removed", symbol: "a" }]],
    ["a renamed one", "def a(x): return x\n", "def b(x):\n  return x\n", [{ op: "renamed", symbol: "a", to: "b" }]],
    [
      "one that is not surely the other",
      "def a(x): return x\n",
      "def b(x): return x\ndef c(x): return x\n",
      [
        { op: "removed", symbol: "a" },
        { op: "added", symbol: "b" },
        { op: "added", symbol: "c" },
      ],
    ],
    [
      "one that moved into a class",
      "def a(x): return x\n",
      "class A:\n  def b(x): return x\n",
      [
        { op: "removed", symbol: "a" },
        { op: "added", symbol: "A" },
        { op: "added", symbol: "A.b" },
      ],
    ],
    [
      "another parameter",
      "def a(x): pass\n",
      "def a(x, y): pass\n",
      [{ op: "parameters", symbol: "a", added: ["y"], removed: [], newlyRequired: true }],
    ],
    [
      "a parameter with a default",
      "def a(x): pass\n",
      "def a(x, y=1): pass\n",
      [{ op: "parameters", symbol: "a", added: ["y"], removed: [], newlyRequired: false }],
    ],
    [
      "a default that went",
      "def a(x=1): pass\n",
      "def a(x): pass\n",
      [{ op: "parameters", symbol: "a", added: [], removed: [], newlyRequired: true }],
    ],
  ])("tells %s", (_name, before, after, expected) => {
    expect(compareDefinitions(read(before), read(after))).toEqual(expected);
  });

  it("takes a file that is missing for one without definitions", () => {
    expect(compareDefinitions(undefined, read("def a(): pass\n"))).toEqual([{ op: "added", symbol: "a" }]);
  });
});

describe("touchedDefinitions", () => {
  const { definitions } = read("x = 1\nclass A:\n  y = 2\n  def b(self):\n    one()\n    two()\n\n\ndef c(): pass\n");

  it.each([
    ["a line of a method", { first: 5, count: 1 }, ["A.b"]],
    ["a line of a class alone", { first: 3, count: 1 }, ["A"]],
    ["lines of a method and a function", { first: 6, count: 4 }, ["A.b", "c"]],
    ["an insertion inside", { first: 5, count: 0 }, ["A.b"]],
    ["an insertion behind the last line", { first: 6, count: 0 }, []],
    ["a line of none", { first: 1, count: 1 }, []],
  ])("knows %s", (_name, range, expected) => {
    expect([...touchedDefinitions(definitions, [range])]).toEqual(expected);
  });
});
