import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parseLinterFile } from "../../../src/formats/import-linter/parse.ts";

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
}

const shared = { ignoreImports: [], unmatchedIgnoreImportsAlerting: "error" };
const everyOption = {
  rootPackages: ["lukhas", "core", "candidate"],
  includeExternalPackages: true,
  excludeTypeCheckingImports: true,
  contracts: [
    {
      name: "Production never imports candidate",
      type: "forbidden",
      sourceModules: ["lukhas", "core.**", "core"],
      forbiddenModules: ["candidate"],
      ignoreImports: ["lukhas.old -> candidate.model", "core.* -> candidate.**"],
      unmatchedIgnoreImportsAlerting: "warn",
      allowIndirectImports: true,
      asPackages: false,
    },
    {
      ...shared,
      name: "Lanes: 100% in order",
      type: "layers",
      layers: ["api", "identity | memory", "(extra) : tools", "base"],
      containers: ["lukhas", "core.*"],
      exhaustive: true,
      exhaustiveIgnores: ["tests", "conftest"],
    },
    { ...shared, name: "Plugins", type: "independence", modules: ["lukhas.plugins.*", "core.plugins"] },
    {
      ...shared,
      name: "Models",
      type: "protected",
      protectedModules: ["lukhas.**.models"],
      allowedImporters: [],
      asPackages: true,
    },
    {
      ...shared,
      name: "No circles",
      type: "acyclic_siblings",
      ancestors: ["lukhas", "core"],
      depth: 3,
      skipDescendants: ["lukhas.legacy"],
    },
  ],
};

/** Without the lines where the contracts begin. */
function contents(path: string, text: string) {
  const parsed = parseLinterFile(path, text);
  if (parsed.kind === "invalid") return parsed;
  const contracts = parsed.configuration.contracts.map(({ line: _line, ...contract }) => contract);
  return { ...parsed.configuration, contracts };
}

describe("a file with every option", () => {
  it.each([
    [".importlinter", fixture(".importlinter")],
    ["importlinter.ini", fixture(".importlinter").replaceAll("\n", "\r\n")],
    ["config/setup.cfg", `[metadata]\nname = 100% mine\n\n${fixture(".importlinter")}\n[flake8]\nignore = E1\n`],
    ["services/api/pyproject.toml", fixture("pyproject.toml")],
  ])("is read in full: %s", (path, text) => {
    expect(contents(path, text)).toEqual(everyOption);
  });

  it("knows where the contracts begin", () => {
    const lines = [".importlinter", "pyproject.toml"].map((name) => {
      const parsed = parseLinterFile(name, fixture(name));
      return parsed.kind === "invalid" ? [] : parsed.configuration.contracts.map(({ line }) => line);
    });
    expect(lines).toEqual([
      [10, 27, 44, 51, 58],
      [10, 28, 36, 41, 47],
    ]);
  });
});

const contract = "[importlinter:contract:a]\nname = A\ntype = independence\nmodules =\n    a\n    b\n";

describe("defaults", () => {
  it("are those of import-linter", () => {
    expect(contents(".importlinter", `[importlinter]\nroot_package = a\n${contract}`)).toEqual({
      rootPackages: ["a"],
      includeExternalPackages: false,
      excludeTypeCheckingImports: false,
      contracts: [{ ...shared, name: "A", type: "independence", modules: ["a", "b"] }],
    });
  });

  it.each([
    ["forbidden", "source_modules = a\nforbidden_modules = a.b", { allowIndirectImports: false, asPackages: true }],
    ["layers", "layers = a", { containers: [], exhaustive: false, exhaustiveIgnores: [] }],
    ["protected", "protected_modules = a\nallowed_importers = a.b", { asPackages: true }],
    ["acyclic_siblings", "ancestors = a", { depth: 10, skipDescendants: [] }],
  ])("of %s too", (type, options, expected) => {
    const text = `[importlinter]\nroot_package = a\n[importlinter:contract:a]\nname = A\ntype = ${type}\n${options}\n`;
    expect(contents(".importlinter", text)).toMatchObject({ contracts: [{ ...shared, type, ...expected }] });
  });
});

describe("[DEFAULT]", () => {
  const forbidden =
    "[importlinter:contract:a]\nname = A\ntype = forbidden\nsource_modules = a.x\nforbidden_modules = a.y\n";
  const ours = `[importlinter]\nroot_package = a\n${forbidden}`;
  const defaults = "[DEFAULT]\nallow_indirect_imports = True\n";
  const allowed = (path: string, text: string) => {
    const parsed = parseLinterFile(path, text);
    if (parsed.kind === "invalid") return parsed.problems;
    return parsed.configuration.contracts.map((one) => one.type === "forbidden" && one.allowIndirectImports);
  };

  it("is inherited by every section, wherever it stands", () => {
    expect(allowed("setup.cfg", `${defaults}${ours}`)).toEqual([true]);
    expect(allowed("setup.cfg", `${ours}${defaults}`)).toEqual([true]);
    expect(allowed(".importlinter", `[DEFAULT]\nname = 5%%\n${ours}${defaults}`)).toEqual([true]);
    expect(allowed("setup.cfg", `${defaults}root_package = a\n${ours.replace("root_package = a\n", "")}`)).toEqual([
      true,
    ]);
  });

  it("gives way to what a section sets itself", () => {
    expect(allowed("setup.cfg", `${defaults}${ours}allow_indirect_imports = False\n`)).toEqual([false]);
  });

  it("may have options for other tools where they share the file, even with references", () => {
    expect(allowed("setup.cfg", `${defaults}home = /x\npath = %(home)s/y\n${ours}`)).toEqual([true]);
  });
});
