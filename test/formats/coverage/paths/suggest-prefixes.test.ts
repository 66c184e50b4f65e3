import { describe, expect, it } from "@jest/globals";
import { pathFinder } from "../../../../src/formats/coverage/paths/find-paths.ts";
import { suggestPrefixes } from "../../../../src/formats/coverage/paths/suggest-prefixes.ts";

const tree = ["a.py", "src/a.py", "main.go", "pkg/x.go", "lib/mine/core.py"];
const find = pathFinder(tree);

function suggestedFor(paths: readonly string[], roots: readonly string[] = []) {
  const around = { prefixes: [], roots };
  return suggestPrefixes(
    paths.map((path) => ({ path, around })),
    find,
  );
}

describe("suggestPrefixes", () => {
  it.each([
    ["the folder of the machine", ["/app/a.py", "/app/main.go"], ["/app/ 2"]],
    ["the one that leaves the longest path", ["/app/src/a.py"], ["/app/ 1"]],
    ["the most useful one first", ["/x/a.py", "/y/a.py", "/y/main.go"], ["/y/ 2", "/x/ 1"]],
    ["the module of Go", ["example.com/m/pkg/x.go", "example.com/m/main.go"], ["example.com/m/ 2"]],
    ["a folder of Windows", ["C:\\build\\main.go"], ["C:/build/ 1"]],
    ["nothing where no file fits", ["/app/b.py", "b.py", "/", ""], []],
    ["nothing for a path from the root, which needs none", ["/a.py"], []],
    ["nothing for what is installed", ["/usr/lib/python3/dist-packages/src/a.py", "/w/node_modules/a.py"], []],
  ])("suggests %s", (_what, paths, expected) => {
    expect(suggestedFor(paths).map(({ prefix, paths: count }) => `${prefix} ${count}`)).toEqual(expected);
  });

  it.each([
    ["in a folder of Windows", "C:\\build\\main.go", []],
    ["below a root of the report", "a.py", ["/somewhere/src"]],
    ["of which only the end is in the tree", "/build/out/mine/core.py", []],
  ])("suggests what the search for files then takes, for a path %s", (_what, path, roots) => {
    const [suggested] = suggestedFor([path], roots);
    const prefixes = [{ prefix: suggested?.prefix ?? "", folder: "" }];
    expect(find(path, { prefixes, roots })).toMatchObject({ kind: "found", by: "prefix" });
  });

  it("looks at no path of very many folders", () => {
    expect(suggestedFor([`${"x/".repeat(40)}a.py`])).toHaveLength(1);
    expect(suggestedFor([`${"x/".repeat(41)}a.py`])).toEqual([]);
  });
});
