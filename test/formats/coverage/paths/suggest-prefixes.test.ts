import { describe, expect, it } from "@jest/globals";
import { pathFinder } from "../../../../src/formats/coverage/paths/find-paths.ts";
import { suggestPrefixes } from "../../../../src/formats/coverage/paths/suggest-prefixes.ts";

const tree = ["a.py", "src/a.py", "main.go", "pkg/x.go"];

describe("suggestPrefixes", () => {
  it.each([
    ["the folder of the machine", ["/app/a.py", "/app/main.go"], ["/app/ 2"]],
    ["the one that leaves the longest path", ["/app/src/a.py"], ["/app/ 1"]],
    ["the most useful one first", ["/x/a.py", "/y/a.py", "/y/main.go"], ["/y/ 2", "/x/ 1"]],
    ["the module of Go", ["example.com/m/pkg/x.go", "example.com/m/main.go"], ["example.com/m/ 2"]],
    ["a folder of Windows", ["C:\\build\\main.go"], ["C:/build/ 1"]],
    ["nothing where no file fits", ["/app/b.py", "b.py", "/", ""], []],
    ["nothing for a path from the root, which needs none", ["/a.py"], []],
  ])("suggests %s", (_what, paths, expected) => {
    const suggested = suggestPrefixes(paths, new Set(tree));
    expect(suggested.map(({ prefix, paths: count }) => `${prefix} ${count}`)).toEqual(expected);
  });

  it("suggests what the search for files then takes", () => {
    const [suggested] = suggestPrefixes(["C:\\build\\main.go"], new Set(tree));
    const prefixes = [{ prefix: suggested?.prefix ?? "", folder: "" }];
    expect(pathFinder(tree)("C:\\build\\main.go", { prefixes, roots: [] })).toEqual({
      kind: "found",
      path: "main.go",
      by: "prefix",
    });
  });

  it("takes a path of very many folders", () => {
    expect(suggestPrefixes(Array(5_000).fill("a/".repeat(2_000)), new Set(tree))).toEqual([]);
  });
});
