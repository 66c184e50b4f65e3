import { describe, expect, it } from "@jest/globals";
import { go } from "../../../../src/formats/imports/go/language.ts";
import { resolverOver } from "../../../../src/formats/imports/go/resolve.ts";
import { resolutionCases } from "./resolve-cases.ts";

const encoder = new TextEncoder();

function resolverOf(files: Readonly<Record<string, string>>) {
  const read = Object.entries(files).filter(([path]) => go.isResolutionFile(path));
  return resolverOver(Object.keys(files), new Map(read.map(([path, text]) => [path, encoder.encode(text)])));
}

/** The path of a folder, `.` for the files at the top, `(external)`, or undefined. */
function answer(resolver: ReturnType<typeof resolverOf>, importer: string, specifier: string): string | undefined {
  const [target, ...others] = resolver.resolve(importer, specifier);
  if (target?.kind === "file") return others.some(({ kind }) => kind !== "file") ? "mixed" : ".";
  if (target === undefined || target.kind === "unresolved" || others.length > 0) return undefined;
  return target.kind === "external" ? `(${target.name})` : target.path;
}

describe.each(resolutionCases)("imports of Go and $about", ({ files, cases }) => {
  const resolver = resolverOf(files);

  it.each(cases.map(([importer, specifier, expected]) => ({ importer, specifier, expected })))(
    "$importer imports $specifier: $expected",
    ({ importer, specifier, expected }) => {
      for (const _again of [1, 2]) expect(answer(resolver, importer, specifier)).toBe(expected);
    },
  );
});

describe("resolution of Go over hostile files", () => {
  it.each([
    ["nothing but brackets", "(".repeat(100_000)],
    ["a block without an end", "module (\nm\n".repeat(10_000)],
    ["quotes without an end", 'module "'.repeat(10_000)],
    ["escaped quotes", `module "${'\\"'.repeat(400_000)}`],
    ["one long line", `module ${"m".repeat(900_000)}`],
    ["many replacements", "replace a => ./a\nreplace b.org/b => ../../../../etc\n".repeat(15_000)],
    ["many modules", "use ./m\n".repeat(50_000)],
    ["two megabytes", `module m\n${"//\n".repeat(700_000)}`],
    ["names of objects", "module __proto__\nreplace constructor => ./__proto__"],
  ])("survives %s", (_what, text) => {
    const resolver = resolverOf({
      "go.mod": text,
      "go.work": text,
      "m/go.mod": "module m.org/m",
      "m/m.go": "",
      "a.go": "",
    });
    const started = performance.now();
    expect(answer(resolver, "a.go", "m.org/m")).toBe("m");
    for (const name of ["m", "a", "b.org/b", "constructor", "__proto__/x", `${"x/".repeat(900)}x`]) {
      expect(answer(resolver, "a.go", name) ?? "").not.toMatch(/etc|\.\./);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("finds its way among many copies of one module", () => {
    const copies = Array.from({ length: 5_000 }, (_, index) => `${"d/".repeat(index % 90)}${index}`);
    const files = copies.flatMap((folder) => [
      [`${folder}/go.mod`, "module m.org/m"] as const,
      [`${folder}/m.go`, ""] as const,
    ]);
    const resolver = resolverOf({ ...Object.fromEntries(files), "0/x/go.mod": "module x", "0/x/x.go": "" });
    const started = performance.now();
    expect(answer(resolver, "0/x/x.go", "m.org/m")).toBe("0");
    for (const folder of copies) answer(resolver, `${folder}/m.go`, "m.org/m/gone");
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

it("an import of the package at the top of the tree means each of its files, as that folder has no name", () => {
  const resolver = resolverOf({ "go.mod": "module m", "a.go": "", "b.go": "", "b_test.go": "", "c/c.go": "" });
  expect(resolver.resolve("c/c.go", "m")).toEqual(["a.go", "b.go"].map((path) => ({ kind: "file", path })));
});

describe("files of Go", () => {
  it.each([
    ["main.go", true],
    ["a/b_test.go", true],
    ["testdata.go", true],
    ["vendored/a.go", true],
    ["a/testdata/b.go", false],
    ["vendor/a/b.go", false],
    ["a/vendor/b.go", false],
    ["_a/b.go", false],
    ["a/.b/c.go", false],
    ["a/_b.go", false],
    ["go.mod", false],
    ["a.golang", false],
  ])("%s is a source: %s", (path, expected) => {
    expect(go.extractorFor(path) !== undefined).toBe(expected);
  });

  it.each([
    ["a/b/c.go", "a/b"],
    ["main.go", "."],
    ["a/b/c_test.go", "a/b/c_test.go"],
  ])("%s is in the module %s", (path, name) => {
    expect(go.moduleName(path)).toBe(name);
  });
});
