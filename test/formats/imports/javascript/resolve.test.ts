import { describe, expect, it } from "@jest/globals";
import { resolverOver } from "../../../../src/formats/imports/javascript/resolve.ts";
import { effortOf } from "../../../support/effort.ts";
import { resolutionCases } from "./resolve-cases.ts";

const encoder = new TextEncoder();

function resolverOf(files: Readonly<Record<string, string>>) {
  const texts = Object.entries(files).filter(([, text]) => text !== "");
  return resolverOver(Object.keys(files), new Map(texts.map(([path, text]) => [path, encoder.encode(text)])));
}

/** A path, `(external)`, or undefined. */
function answer(
  resolver: ReturnType<typeof resolverOf>,
  importer: string,
  specifier: string,
  kind: "require" | undefined = undefined,
): string | undefined {
  const resolution = resolver.resolve(importer, { specifier, kind: kind ?? "import" });
  if (resolution.kind === "unresolved") return undefined;
  return resolution.kind === "file" ? resolution.path : `(${resolution.name})`;
}

describe.each(resolutionCases)("imports and $about", ({ files, cases }) => {
  const resolver = resolverOf(files);

  // With fewer values than parameters, jest would hand over a callback.
  const rows = cases.map(([importer, specifier, expected, kind]) => ({ importer, specifier, expected, kind }));

  it.each(rows)("$importer imports $specifier: $expected", ({ importer, specifier, expected, kind }) => {
    for (const _again of [1, 2]) expect(answer(resolver, importer, specifier, kind)).toBe(expected);
  });
});

describe("resolution over hostile files", () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  it.each([
    ["no JSON", "{"],
    ["another kind of value", "[]"],
    ["nothing but nesting", deep],
    [
      "names of the wrong kind",
      `{"name": {}, "main": [], "exports": 7, "imports": null, "workspaces": {"packages": 1}}`,
    ],
    ["nested conditions", `{"exports": ${'{"import":'.repeat(5_000)}"./a.js"${"}".repeat(5_000)}}`],
    ["many stars", `{"name": "p", "exports": {"./*": "./${"*".repeat(900)}"}}`],
    [
      "ways out",
      `{"name": "p", "main": "../../../../etc/passwd", "exports": "./../../x", "imports": {"#a": "../../x"}}`,
    ],
    ["keys of objects", `{"__proto__": {"main": "x"}, "exports": {"__proto__": "./a.js", "constructor": "./a.js"}}`],
    ["workspaces without bounds", `{"workspaces": ["${"{a,b}".repeat(90)}", "${"*".repeat(400)}", "!"]}`],
    ["escaped quotes without end", `"${'\\"'.repeat(400_000)}`],
    ["a comment without end", `/* ${"{".repeat(100_000)}`],
    ["commas", `[${", ".repeat(300_000)}`],
    ["two megabytes", `{"name": "${"a".repeat(2_000_000)}"}`],
    ["a circle", `{"extends": ["./tsconfig.json", "./tsconfig.json", "p"], "name": "p"}`],
    [
      "many patterns",
      `{"compilerOptions": {"paths": {${Array.from({ length: 30_000 }, (_, i) => `"p${i}*": ["a"]`)}}}}`,
    ],
  ])("survives %s in every one of them", async (_what, text) => {
    const resolver = resolverOf({
      "package.json": text,
      "tsconfig.json": text,
      "lerna.json": text,
      "pnpm-workspace.yaml": text,
      "a.js": "",
      "b/index.ts": "",
    });
    const effort = await effortOf(() => {
      expect(answer(resolver, "b/index.ts", "../a")).toBe("a.js");
      for (const name of ["p", "p/x", "#a", "constructor", "__proto__", "toString/a", "./x", `p/${"x".repeat(900)}`]) {
        expect(answer(resolver, "b/index.ts", name) ?? "").not.toMatch(/passwd|\.\./);
      }
    });
    expect(effort).toBeLessThan(150);
  });

  it("survives a YAML file of aliases", () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
    const resolver = resolverOf({
      "pnpm-workspace.yaml": ["a0: &a0 [x]", ...lines, "packages: *a30"].join("\n"),
      "a.js": "",
    });
    expect(answer(resolver, "a.js", "./a")).toBe("a.js");
  });
});
