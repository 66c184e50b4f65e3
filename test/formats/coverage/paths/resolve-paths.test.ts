import { describe, expect, it } from "@jest/globals";
import type { LineReport } from "../../../../src/formats/coverage/model.ts";
import { type Prefix, pathFinder } from "../../../../src/formats/coverage/paths/find-paths.ts";
import { resolvePaths } from "../../../../src/formats/coverage/paths/resolve-paths.ts";
import { lcovReport } from "./lcov-report.ts";

const tree = ["src/a.py", "src/b.py", "src/utils/io.py", "pkg/x.go", "pkg/errors/errors.go", "top.py"];
const find = pathFinder(tree);

function resolved(paths: readonly string[], hints?: LineReport["hints"], prefixes: readonly Prefix[] = []) {
  const report = lcovReport(paths);
  const found = resolvePaths(hints === undefined ? report : { ...report, hints }, find, prefixes);
  return paths.map((path) => found.get(path)).map((one) => (one?.kind === "found" ? one.path : one?.kind));
}

describe("an end that a path has in common with a file", () => {
  it.each([
    ["alone", ["/app/src/a.py"], ["src/a.py"]],
    ["together with others", ["/app/src/a.py", "/app/utils/io.py"], ["src/a.py", "src/utils/io.py"]],
    ["in a workspace", ["/home/runner/work/x/x/src/a.py", "/home/runner/work/x/x/top.py"], ["src/a.py", "top.py"]],
    ["at the top of the machine", ["/src/a.py", "/top.py"], ["src/a.py", "top.py"]],
    ["of packages", ["utils/io.py", "src/a.py"], ["src/utils/io.py", "src/a.py"]],
  ])("is trusted %s", (_what, paths, expected) => {
    expect(resolved(paths)).toEqual(expected);
  });

  it.each([
    ["beside most", ["/app/src/a.py", "/app/src/b.py", "/opt/dep/utils/io.py"], ["src/a.py", "src/b.py", "elsewhere"]],
    [
      "beside paths of a workspace",
      ["/home/runner/work/x/x/src/a.py", "/opt/dep/utils/io.py"],
      ["src/a.py", "elsewhere"],
    ],
    ["beside relative paths of the repository", ["src/a.py", "/opt/dep/utils/io.py"], ["src/a.py", "elsewhere"]],
    ["as a copy", ["src/a.py", "build/src/b.py"], ["src/a.py", "elsewhere"]],
    ["where as many begin otherwise", ["/app/src/a.py", "/opt/dep/utils/io.py"], ["elsewhere", "elsewhere"]],
    ["of a file that is there itself", ["src/a.py", "/app/src/a.py"], ["src/a.py", "elsewhere"]],
  ])("is not trusted %s", (_what, paths, expected) => {
    expect(resolved(paths)).toEqual(expected);
  });

  it("is not trusted for another module of Go", () => {
    const hints = { style: "go-import", roots: [] } as const;
    const paths = ["example.com/m/pkg/x.go", "example.com/dep/pkg/errors/errors.go"];
    const prefixes = [{ prefix: "example.com/m", folder: "" }];
    expect(resolved(paths, hints, prefixes)).toEqual(["pkg/x.go", "elsewhere"]);
  });

  it("stays trusted where another folder is declared", () => {
    const paths = ["/app/src/a.py", "/app/src/b.py", "/srv/top.py"];
    expect(resolved(paths, undefined, [{ prefix: "/srv/", folder: "" }])).toEqual(["src/a.py", "src/b.py", "top.py"]);
  });
});
