import { describe, expect, it } from "@jest/globals";
import { pythonImports } from "../../../../src/formats/imports/python/extractor.ts";
import { pythonExtractorFor } from "../../../../src/formats/imports/python/file-kinds.ts";
import { pythonStubImports, scanStubImports } from "../../../../src/formats/imports/python/stub-extractor.ts";

const text = "import a\nif TYPE_CHECKING:\n    from .b import c\ndef f() -> None: ...\nimport_module('d')\nx = (";

describe("a stub", () => {
  it("imports the same as a program, but nothing of it runs", () => {
    const bytes = new TextEncoder().encode(text);
    const { imports, problems, unreadDynamic } = scanStubImports(bytes);
    const program = pythonImports.extract(bytes);
    const statements = program.imports.filter(({ dynamic }) => !dynamic);
    expect(imports).toEqual(statements.map((imported) => ({ ...imported, typeCheckingOnly: true })));
    expect(imports.map(({ module }) => module)).toEqual(["a", "b"]);
    expect([problems, unreadDynamic]).toEqual([program.problems, []]);
  });

  it("comes back unchanged when it was remembered, under another name than a program", () => {
    const found = pythonStubImports.extract(new TextEncoder().encode(text));
    expect(pythonStubImports.decode(pythonStubImports.encode(found))).toEqual(found);
    expect(pythonStubImports.id).not.toBe(pythonImports.id);
  });
});

describe("files that have imports of Python", () => {
  it.each([
    ["a/b.py", true, true, "python-imports"],
    ["a/b.py", false, false, "python-imports"],
    ["a/b.pyi", true, false, "python-stub-imports"],
    ["a/b.pyi", false, true, undefined],
    ["a/b.ipynb", false, true, "notebook-imports"],
    ["a/b.ipynb", true, false, undefined],
    ["a/.ipynb_checkpoints/b-checkpoint.ipynb", true, true, undefined],
    [".ipynb_checkpoints/b-checkpoint.ipynb", true, true, undefined],
    ["a/b.pyc", true, true, undefined],
    ["a/py", true, true, undefined],
  ])("%s, with stubs %s and notebooks %s, is read by %s", (path, stubs, notebooks, id) => {
    expect(pythonExtractorFor(path, { stubs, notebooks })?.id).toBe(id);
  });
});
