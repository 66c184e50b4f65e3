import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const legacy = { type: "budget", from: ["a"], to: ["old"], "at-most": 0 };

const cases: readonly Case[] = [
  ["nothing", "a, old", legacy, []],
  ["an import", "a -> old", legacy, ["counts a -> old"]],
  ["imports below both", "a.x -> old.y, a -> old.y", legacy, ["counts a -> old.y", "counts a.x -> old.y"]],
  ["the same import twice counts once", "a -> old, a -> old", legacy, ["counts a -> old"]],
  ["two modules that import the same", "a.x -> old, a.y -> old", legacy, ["counts a.x -> old", "counts a.y -> old"]],
  ["the other way round does not count", "old -> a", legacy, []],
  ["others do not count", "b -> old, a -> c", legacy, []],
  ["through others does not count", "a -> b, b -> old", legacy, []],
  [
    "a part of the package that is counted",
    "a.x -> a.old.y, a.old.z -> a.old.y",
    { ...legacy, to: ["a.old"] },
    ["counts a.x -> a.old.y"],
  ],
  [
    "between two that are counted",
    "a.x -> a.y, a.y -> a.x",
    { ...legacy, from: ["a.*"], to: ["a.*"] },
    ["counts a.x -> a.y", "counts a.y -> a.x"],
  ],
  ["counted for two names at once", "a -> old.x, old", { ...legacy, to: ["old", "old.x"] }, ["counts a -> old.x"]],
  ["wildcards", "a.x -> old.y, a -> old.y", { ...legacy, from: ["a.*"], to: ["old.*"] }, ["counts a.x -> old.y"]],
  ["a package of other people", "a -> lib!", { ...legacy, to: ["lib"] }, ["counts a -> lib"]],
  ["ignored", "a -> old", { ...legacy, ignore: ["a -> old"] }, []],
  ["ignored in vain", "a, old", { ...legacy, ignore: ["a -> old"] }, ["unmatched a -> old"]],
  ["for type checkers", "a -> old ?", legacy, ["counts a -> old"]],
  ["for type checkers, excluded", "a -> old ?", { ...legacy, "type-checking": "exclude" }, []],
  ["importers that are not there", "old", legacy, ["unknown a"]],
  ["nothing left to be counted", "a", legacy, ["absent old"]],
];

describe("budget", () => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});
