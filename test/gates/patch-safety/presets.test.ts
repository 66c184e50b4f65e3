import { describe, expect, it } from "@jest/globals";
import { PatchSafetySettings } from "../../../src/gates/patch-safety/model.ts";
import { type Files, judge, rulesOf } from "./support.ts";

type Case = readonly [string, Files, Files, readonly string[]];

const eager = `from labs.tools import run

def go(x):
    return run(x)
`;
const lazy = `import importlib

def go(x):
    run = importlib.import_module("labs.tools").run
    return run(x)
`;

describe("the preset lazy-import", () => {
  const settings = { preset: "lazy-import", forbidden: ["labs"] };
  const py = (before: string, after: string): readonly [Files, Files] => [{ "a.py": before }, { "a.py": after }];

  it.each<Case>([
    ["the change that it is made for", ...py(eager, lazy), []],
    [
      "an import under another name",
      ...py(eager, lazy.replace("importlib", "importlib as il").replace("= importlib", "= il")),
      [],
    ],
    [
      "a function of it",
      ...py(
        eager,
        lazy
          .replace("import importlib", "from importlib import import_module")
          .replace("importlib.import_module", "import_module"),
      ),
      [],
    ],
    ["no call through it", ...py(eager, "import importlib\n\ndef go(x):\n    return x\n"), ["missing-import"]],
    [
      "the call in a comment",
      ...py(eager, 'import importlib\n\ndef go(x):\n    # importlib.import_module("labs")\n    return x\n'),
      ["missing-import"],
    ],
    [
      "the call in a string",
      ...py(eager, "import importlib\n\ndef go(x):\n    return 'importlib.import_module()'\n"),
      ["missing-import"],
    ],
    [
      "the import in a docstring",
      ...py(eager, '"""\nimport importlib\n"""\ndef go(x):\n    return importlib.import_module("labs.tools").run(x)\n'),
      ["missing-import"],
    ],
    [
      "an import for types only",
      ...py(eager, `from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import importlib\n${lazy.slice(17)}`),
      ["missing-import"],
    ],
    [
      "another module with such a name",
      ...py(eager, lazy.replaceAll("importlib", "importlib_resources")),
      ["missing-import"],
    ],
    [
      "an attribute of something else",
      ...py(eager, lazy.replace("= importlib", "= tools.importlib")),
      ["missing-import"],
    ],
    ["an import that is left", ...py(eager, `${lazy}from labs import x\n`), ["forbidden-import"]],
    [
      "one that is left in a function",
      ...py(eager, lazy.replace("    run =", "    import labs.a\n    run =")),
      ["forbidden-import"],
    ],
    [
      "one that is left beside others",
      ...py(eager, lazy.replace("import importlib", "import importlib, labs")),
      ["forbidden-import"],
    ],
    ["one that types use", ...py(eager, `${lazy}if TYPE_CHECKING:\n    import labs\n`), ["forbidden-import"]],
    ["a package that only begins so", ...py(eager, `${lazy}import labs_extra\n`), []],
    ["a relative package of that name", ...py(eager, `${lazy}from .labs import x\n`), []],
    ["its name in a string", ...py(eager, `${lazy}x = "import labs"\n`), []],
    ["a deleted function", ...py(`${eager}def gone(): pass\n`, lazy), ["deleted-definitions"]],
    ["a deleted class", ...py(`${eager}class Gone:\n    x = 1\n`, lazy), ["deleted-definitions"]],
    ["a renamed function", ...py(eager, lazy.replace("def go(", "def went(")), ["deleted-definitions"]],
    ["two other lines", ...py(`${eager}a = 1\nb = 1\n`, lazy), []],
    ["three other lines", ...py(`${eager}a = 1\nb = 1\nc = 1\n`, lazy), ["deleted-lines"]],
    ["comments and blanks", ...py(`# 1\n# 2\n\n\n# 3\n${eager}`, lazy), []],
    ["a docstring of three lines", ...py(`"""1\n2\n3"""\n${eager}`, lazy), ["deleted-lines"]],
    ["what no longer parses", ...py(eager, lazy.replace("run(x)", "run(x")), ["unreadable-file", "broken-syntax"]],
  ])("judges %s", async (_what, base, head, rules) => {
    expect([...new Set(rulesOf(await judge(settings, { base, head })))]).toEqual(rules);
  });

  it("takes twenty files and not one more", async () => {
    const files = (count: number, text: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}.py`, text]));
    expect(rulesOf(await judge(settings, { base: files(20, eager), head: files(20, lazy) }))).toEqual([]);
    expect(rulesOf(await judge(settings, { base: files(21, eager), head: files(21, lazy) }))).toEqual([
      "too-many-files",
    ]);
  });

  it("finds the one file that was left out", async () => {
    const ruling = await judge(settings, {
      base: { "a.py": eager, "b.py": eager },
      head: { "a.py": lazy, "b.py": `${eager}\n# done\n` },
    });
    expect(ruling).toMatchObject({
      findings: [
        { rule: "missing-import", at: { path: "b.py" } },
        { rule: "forbidden-import", at: { path: "b.py", firstLine: 1 } },
      ],
    });
  });

  it("knows that a whole file went", async () => {
    const ruling = await judge(settings, { base: { "a.py": eager, "b.py": eager }, head: { "a.py": lazy } });
    expect(rulesOf(ruling)).toEqual(["deleted-definitions"]);
  });

  it.each([{ preset: "lazy-import" }, { forbidden: ["labs"] }, { preset: "imports-only", forbidden: ["labs"] }])(
    "is complete or refused: %j",
    (written) => expect(PatchSafetySettings.safeParse(written).success).toBe(false),
  );
});

describe("the preset imports-only", () => {
  it.each<Case>([
    [
      "imports of Python",
      { "a.py": "import a\nx = 1\n" },
      { "a.py": "# sorted\nimport b\nfrom c import (\n    d,\n)\n\nx = 1\n" },
      [],
    ],
    [
      "imports of TypeScript",
      { "a.ts": 'import a from "a";\nx();\n' },
      { "a.ts": 'import {\n  b,\n} from "b";\n// c\nx();\n' },
      [],
    ],
    ["imports of CommonJS", { "a.js": 'const a = require("a");\n' }, { "a.js": 'const { b } = require("b");\n' }, []],
    ["code beside", { "a.py": "import a\nx = 1\n" }, { "a.py": "import b\nx = 2\n" }, ["other-kind"]],
    ["code on the line of an import", { "a.py": "import a\n" }, { "a.py": "import a; go()\n" }, ["other-kind"]],
    ["an import in a string", { "a.py": 'x = """\n"""\n' }, { "a.py": 'x = """\nimport a\n"""\n' }, ["other-kind"]],
    ["code that went", { "a.py": "import a\nx = 1\n" }, { "a.py": "import a\n" }, ["other-kind"]],
    [
      "a file of another kind",
      { "a.py": "import a\n", "b.yml": "a: 1\n" },
      { "a.py": "import b\n", "b.yml": "a: 2\n" },
      ["other-kind"],
    ],
    ["a text for people", { "a.md": "a\n" }, { "a.md": "b\n" }, ["other-kind"]],
    ["a new file", {}, { "a.py": "import a\n\nx = 1\n" }, ["other-kind"]],
    ["a binary file", {}, { "a.png": "\0\0" }, ["unreadable-file"]],
    ["a file that became executable", { "a.sh": "x\n" }, { "a.sh": { executable: "x\n" } }, ["unreadable-file"]],
    ["a file that became a link", { "a.py": "b.py" }, { "a.py": { symlink: "b.py" } }, ["unreadable-file"]],
  ])("judges %s", async (_what, base, head, rules) => {
    expect(rulesOf(await judge({ preset: "imports-only" }, { base, head }))).toEqual(rules);
  });
});

describe("the preset docs-only", () => {
  it.each<Case>([
    [
      "texts, comments and docstrings",
      { "a.md": "a\n", "a.py": "x = 1\n", "a.ts": "x;\n" },
      { "a.md": "b\n", "docs/b.rst": "b\n", "a.py": '"""doc"""\nx = 1\n# c\n', "a.ts": "/**\n * doc\n */\nx;\n" },
      [],
    ],
    ["an import", { "a.py": "x = 1\n" }, { "a.py": "import a\nx = 1\n" }, ["other-kind"]],
    ["a string that documents nothing", { "a.py": "x = 1\n" }, { "a.py": 'x = 1\n"no doc"\n' }, ["other-kind"]],
    ["a comment behind code", { "a.py": "x = 1\n" }, { "a.py": "x = 1  # why\n" }, ["other-kind"]],
    ["what a tool reads", { "requirements.txt": "a\n" }, { "requirements.txt": "b\n" }, ["other-kind"]],
  ])("judges %s", async (_what, base, head, rules) => {
    expect(rulesOf(await judge({ preset: "docs-only" }, { base, head }))).toEqual(rules);
  });
});

describe("the preset no-deletions", () => {
  it.each<Case>([
    ["what is only added", { "a.py": "x = 1\n" }, { "a.py": "import a\nx = 1\ndef f(): pass\n", "b.ts": "b();\n" }, []],
    ["imports, comments and blanks", { "a.py": "import a\n\n# c\nx = 1\n" }, { "a.py": "x = 1\n" }, []],
    ["a line that is edited", { "a.py": "x = 1\n" }, { "a.py": "x = 2\n" }, ["deleted-lines"]],
    ["a file that goes", { "a.yml": "a: 1\n", b: "" }, { b: "" }, ["deleted-lines"]],
    [
      "a method that goes",
      { "a.ts": "class A {\n  f() {}\n}\n" },
      { "a.ts": "class A {\n}\n" },
      ["deleted-definitions", "deleted-lines"],
    ],
    ["a file that is renamed", { "a.py": "def f(): pass\n" }, { "b.py": "def f(): pass\n" }, []],
  ])("judges %s", async (_what, base, head, rules) => {
    expect(rulesOf(await judge({ preset: "no-deletions" }, { base, head }))).toEqual(rules);
  });
});
