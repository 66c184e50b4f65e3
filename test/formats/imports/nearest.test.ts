import { describe, expect, it } from "@jest/globals";
import { nearestOf } from "../../../src/formats/imports/nearest.ts";

const files = ["x/a/f", "x/b/f", "y/f", "f"].map((path) => ({ folder: path.slice(0, -2).replace(/\/$/, ""), path }));

describe("the nearest of several places", () => {
  it.each([
    ["x/a", ["x/a/f"]],
    ["x/a/deeper/still", ["x/a/f"]],
    ["x", ["x/a/f", "x/b/f"]],
    ["x/c", ["x/a/f", "x/b/f"]],
    ["y", ["y/f"]],
    ["", ["f", "x/a/f", "x/b/f", "y/f"]],
    ["z", ["f", "x/a/f", "x/b/f", "y/f"]],
  ])("of %j are %j", (folder, expected) => {
    expect(nearestOf(files, 20)(folder)).toEqual(expected);
  });

  it("are at most so many as are wanted, the first by path", () => {
    expect(nearestOf(files, 2)("z")).toEqual(["f", "x/a/f"]);
  });

  it("are told apart in the first 64 folders only", () => {
    const deep = "d/".repeat(70);
    const places = ["a", "b"].map((name) => ({ folder: `${deep}${name}`, path: `${deep}${name}/f` }));
    expect(nearestOf(places, 20)(`${deep}a`)).toHaveLength(2);
  });

  it("of one is that one, and of none is none", () => {
    expect(nearestOf([{ folder: "a", path: "a/f" }], 20)("b")).toEqual(["a/f"]);
    expect(nearestOf([], 20)("b")).toEqual([]);
  });
});
