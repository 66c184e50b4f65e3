import { describe, expect, it } from "@jest/globals";
import { type FoundPath, pathFinder } from "../../../../src/formats/coverage/paths/find-paths.ts";

const tree = [
  "src/app/main.py",
  "src/app/util.py",
  "packages/a/src/index.ts",
  "packages/b/src/index.ts",
  "module/src/main/java/com/acme/Foo.java",
  "pkg/x.go",
  "main.go",
  "main.py",
  "one/same.py",
  "two/same.py",
];

function shown(found: FoundPath): string {
  if (found.kind === "ambiguous") return `ambiguous ${found.paths.join(", ")}`;
  return found.kind === "found" ? `${found.by} ${found.path}` : found.kind;
}

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
    ["of two places", "/x/src/index.ts", nowhere, "ambiguous packages/a/src/index.ts, packages/b/src/index.ts"],
    ["of two roots", "same.py", { ...nowhere, roots: ["one", "two"] }, "ambiguous one/same.py, two/same.py"],
    [
      "of two roots in a workspace",
      "same.py",
      { ...nowhere, roots: ["/home/runner/work/x/x/one", "/home/runner/work/x/x/two"] },
      "ambiguous one/same.py, two/same.py",
    ],
    ["of a root and of the top", "main.py", { ...nowhere, roots: ["src/app"] }, "ambiguous src/app/main.py, main.py"],
    ["of one of two roots", "util.py", { ...nowhere, roots: ["one", "src/app"] }, "root src/app/util.py"],
    [
      "of two declared prefixes",
      "/w/src/app/main.py",
      {
        ...nowhere,
        prefixes: [
          { prefix: "/w/", folder: "" },
          { prefix: "/w/src/app", folder: "" },
        ],
      },
      "ambiguous src/app/main.py, main.py",
    ],
    [
      "below a root that a prefix is declared for",
      "same.py",
      { prefixes: [{ prefix: "/w/", folder: "" }], roots: ["/w/two"] },
      "prefix two/same.py",
    ],
    [
      "of a package that is tested as installed, where that is declared",
      "/v/lib/site-packages/app/util.py",
      { ...nowhere, prefixes: [{ prefix: "/v/lib/site-packages/", folder: "" }] },
      "prefix src/app/util.py",
    ],
    [
      "of a package that is tested as installed, where the report names it as its root",
      "app/util.py",
      { ...nowhere, roots: ["/v/lib/site-packages"] },
      "suffix src/app/util.py",
    ],
    ["of an installed package", "/v/lib/site-packages/app/util.py", nowhere, "elsewhere"],
    ["of a library of the system", "/usr/lib/python3/app/util.py", nowhere, "elsewhere"],
    ["of a dependency in a relative folder", "node_modules/z/src/app/util.py", nowhere, "elsewhere"],
    ["in a container", "/usr/src/app/src/app/util.py", nowhere, "suffix src/app/util.py"],
    ["of which another folder is left over on both sides", "zzz/app/util.py", nowhere, "unknown"],
    ["of a name alone", "/x/main.py", nowhere, "unknown"],
    ["of nothing", "gone.py", nowhere, "unknown"],
    ["above the tree", "../../etc/passwd", nowhere, "unknown"],
  ])("finds a path %s", (_what, reported, around, expected) => {
    const found = find(reported, around);
    expect(shown(found)).toBe(expected);
  });
});
