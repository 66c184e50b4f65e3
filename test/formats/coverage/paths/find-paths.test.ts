import { describe, expect, it } from "@jest/globals";
import { pathFinder } from "../../../../src/formats/coverage/paths/find-paths.ts";

const tree = [
  "src/app/main.py",
  "src/app/util.py",
  "packages/a/src/index.ts",
  "packages/b/src/index.ts",
  "module/src/main/java/com/acme/Foo.java",
  "pkg/x.go",
  "main.go",
  "main.py",
];

describe("pathFinder", () => {
  const find = pathFinder(tree);
  const nowhere = { prefixes: [], roots: [] };

  it.each([
    ["as it is", "src/app/main.py", nowhere, "exact src/app/main.py"],
    ["with steps that lead nowhere", "./src/x/../app/main.py", nowhere, "exact src/app/main.py"],
    [
      "with a declared prefix",
      "/app/util.py",
      { ...nowhere, prefixes: [{ prefix: "/app/", folder: "src/app" }] },
      "prefix src/app/util.py",
    ],
    ["with the report's own root", "app/main.py", { ...nowhere, roots: ["src"] }, "root src/app/main.py"],
    ["in a workspace of GitHub", "/home/runner/work/x/x/main.py", nowhere, "workspace main.py"],
    ["in a workspace of Windows", "D:\\a\\x\\x\\src\\app\\main.py", nowhere, "workspace src/app/main.py"],
    [
      "below a root in a workspace",
      "app/main.py",
      { ...nowhere, roots: ["/home/runner/work/x/x/src"] },
      "workspace src/app/main.py",
    ],
    ["of a package of Java", "com/acme/Foo.java", nowhere, "suffix module/src/main/java/com/acme/Foo.java"],
    [
      "of a module of Go",
      "example.com/m/main.go",
      { ...nowhere, prefixes: [{ prefix: "example.com/m", folder: "" }] },
      "prefix main.go",
    ],
    ["below an unknown folder", "/somewhere/src/app/util.py", nowhere, "suffix src/app/util.py"],
    ["of two places", "/x/src/index.ts", nowhere, "ambiguous"],
    ["of a name alone", "/x/main.py", nowhere, "unknown"],
    ["of nothing", "gone.py", nowhere, "unknown"],
    ["above the tree", "../../etc/passwd", nowhere, "unknown"],
  ])("finds a path %s", (_what, reported, around, expected) => {
    const found = find(reported, around);
    expect(found.kind === "found" ? `${found.by} ${found.path}` : found.kind).toBe(expected);
  });
});
