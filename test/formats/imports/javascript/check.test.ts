import { describe, expect, it } from "@jest/globals";
import { checkResolution, isResolutionFile } from "../../../../src/formats/imports/javascript/resolution/check.ts";
import { effortOf } from "../../../support/effort.ts";

type Files = Readonly<Record<string, string>>;

/** `kind path:line about` of every flaw, and the files that are named, of a tree in which only some bytes are at hand. */
function checked(atHand: Files, others: readonly string[] = []) {
  const contents = new Map(Object.entries(atHand).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const { named, flaws } = checkResolution({ paths: [...Object.keys(atHand), ...others], contents });
  return { named, flaws: flaws.map(({ kind, path, line, about = "" }) => `${kind} ${path}:${line} ${about}`.trim()) };
}

const extending = (...specifiers: readonly string[]) => `{\n  "extends": ${JSON.stringify(specifiers)}\n}`;

it.each([
  ["package.json", true],
  ["a/package.json", true],
  ["a/tsconfig.build.json", true],
  ["packages/typescript-config/nextjs.json", false],
  ["pnpm-workspace.yaml", true],
  ["a/xpackage.json", false],
  ["a/data.json", false],
])("asks for %s: %s", (path, expected) => {
  expect(isResolutionFile(path)).toBe(expected);
});

describe("what configurations extend", () => {
  it.each([
    ["a file that is read anyway", "./tsconfig.base.json", []],
    ["a file with another name", "./config/strict", ["config/strict.json"]],
    ["a folder", "./shared", ["shared/tsconfig.json"]],
    ["a package of the tree", "@w/config/web", ["packages/config/web.json"]],
    ["a package of somebody else", "@tsconfig/node20/tsconfig.json", []],
    ["a package by its path", "./node_modules/gts/tsconfig-google.json", []],
    ["what is generated", "./.nuxt/tsconfig.json", []],
  ])("is %s", (_what, specifier, named) => {
    const atHand = {
      "tsconfig.json": extending(specifier),
      "tsconfig.base.json": "{}",
      "package.json": '{"workspaces": ["packages/*"]}',
      "packages/config/package.json": '{"name": "@w/config"}',
    };
    const others = ["config/strict.json", "packages/config/web.json", "shared/tsconfig.json"];
    expect(checked(atHand, others)).toEqual({ named, flaws: [] });
  });

  it("is followed through files with other names", () => {
    const files = { "tsconfig.json": extending("./a.json"), "a.json": extending("./b.json"), "b.json": "{" };
    expect(checked({ "tsconfig.json": files["tsconfig.json"] }, ["a.json", "b.json"]).named).toEqual(["a.json"]);
    expect(checked(files)).toEqual({ named: [], flaws: ["unreadable-configuration b.json:1"] });
  });

  it.each([
    ["a path that is not there", "./base.json", "missing-configuration web/tsconfig.json:2 ./base.json"],
    ["a path out of the tree", "../../base.json", "missing-configuration web/tsconfig.json:2 ../../base.json"],
    ["a path of one machine", "/etc/base.json", "missing-configuration web/tsconfig.json:2 /etc/base.json"],
    ["a hidden folder that is committed", "./.config/b", "missing-configuration web/tsconfig.json:2 ./.config/b"],
    ["itself", "./tsconfig.json", "circular-configuration web/tsconfig.json:2 ./tsconfig.json"],
  ])("may not be %s", (_what, specifier, flaw) => {
    expect(checked({ "web/tsconfig.json": extending(specifier) }, ["web/.config/a.json"]).flaws).toEqual([flaw]);
  });

  it("may not lead back, and who extends a circle is not part of it", () => {
    const files = {
      "tsconfig.a.json": extending("./tsconfig.b.json"),
      "tsconfig.b.json": extending("./tsconfig.a.json"),
      "tsconfig.json": extending("./tsconfig.a.json"),
    };
    expect(checked(files).flaws.toSorted()).toEqual([
      "circular-configuration tsconfig.a.json:2 ./tsconfig.b.json",
      "circular-configuration tsconfig.b.json:2 ./tsconfig.a.json",
    ]);
  });

  it("takes little time, however many extend however much", async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `tsconfig.${index}.json`);
    const all = extending(...names.map((name) => `./${name}`));
    const next = (index: number) => extending(`./${names[(index + 1) % names.length]}`);
    const files = Object.fromEntries(names.map((name, index) => [name, index < 5 ? all : next(index)]));
    const effort = await effortOf(() => {
      expect(checked(files).named).toEqual([]);
    });
    expect(effort).toBeLessThan(100);
  });
});

describe("what configurations reference", () => {
  const referencing = (...paths: readonly string[]) =>
    `{\n  "references": [\n    ${paths.map((path) => JSON.stringify({ path })).join(",\n    ")}]\n}`;

  it("is read and checked, whatever it is called, and through others", () => {
    const files = { "tsconfig.json": referencing("./app.json", "lib", "./.nuxt/tsconfig.app.json") };
    const others = ["app.json", "lib/tsconfig.json", "more.json"];
    expect(checked(files, others)).toEqual({ named: ["app.json", "lib/tsconfig.json"], flaws: [] });
    const further = { ...files, "app.json": referencing("./more.json"), "lib/tsconfig.json": "{}" };
    expect(checked(further, ["more.json"]).named).toEqual(["more.json"]);
    expect(checked({ ...further, "more.json": "{" }).flaws).toEqual(["unreadable-configuration more.json:1"]);
  });

  it("may lead back", () => {
    expect(checked({ "tsconfig.json": referencing("./tsconfig.json", ".") }).flaws).toEqual([]);
  });

  it.each(["./app.json", "lib", "../../lib", "/etc/base.json"])("has to be there: %s", (path) => {
    const flaws = [`missing-reference web/tsconfig.json:4 ${path}`];
    expect(checked({ "web/tsconfig.json": referencing(".", path) }).flaws).toEqual(flaws);
  });
});

describe("documents", () => {
  it.each([
    ["package.json", "[]", true],
    ["package.json", "{}", false],
    ["package.json", "// no\n{}", true],
    ["tsconfig.json", "// yes\n{}", false],
    ["pnpm-workspace.yaml", "packages: [", true],
    ["pnpm-workspace.yaml", "# nothing yet\n", false],
    ["pnpm-workspace.yaml", `packages: [a]\n#${"x".repeat(1_000_000)}`, true],
    ["typescript/data.json", "[]", false],
  ])("%s with %j", (path, text, isBroken) => {
    expect(checked({ [path]: text }).flaws).toEqual(isBroken ? [`unreadable-configuration ${path}:1`] : []);
  });
});
