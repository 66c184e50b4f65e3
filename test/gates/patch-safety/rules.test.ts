import { describe, expect, it } from "@jest/globals";
import { PatchSafetySettings } from "../../../src/gates/patch-safety/model.ts";
import { pullRequest } from "../../support/pull-request-subject.ts";
import { atDesk, type Files, findingsOf, gather, judge, rulesOf } from "./support.ts";

type Case = readonly [string, object, Files, Files, readonly string[]];

const rule = (written: object) => ({ rules: [written] });
const both = (before: string, after: string, path = "a.py"): readonly [Files, Files] => [
  { [path]: before },
  { [path]: after },
];

describe("deleted-definitions", () => {
  const f = "def f(a):\n    return a + 1\n";
  const moved = { type: "deleted-definitions", "allow-moved": true };

  it.each<Case>([
    ["a body that changes", { type: "deleted-definitions" }, ...both(f, f.replace("1", "2")), []],
    ["parameters that change", { type: "deleted-definitions" }, ...both(f, f.replace("(a)", "(a, b)")), []],
    ["as many as may go", { type: "deleted-definitions", max: 1 }, ...both(f, "x = 1\n"), []],
    [
      "one more",
      { type: "deleted-definitions", max: 1 },
      ...both(`${f}class A: pass\n`, "x = 1\n"),
      ["deleted-definitions"],
    ],
    ["a definition in a string", { type: "deleted-definitions" }, ...both(`x = """\n${f}"""\n`, "x = 1\n"), []],
    [
      "a method of the same name elsewhere",
      { type: "deleted-definitions" },
      ...both(`class A:\n    def f(self): pass\nclass B: pass\n`, `class A: pass\nclass B:\n    def f(self): pass\n`),
      ["deleted-definitions"],
    ],
    [
      "one under an alternative",
      { type: "deleted-definitions" },
      ...both(`if x:\n    def f(): pass\nelse:\n    def f(): pass\n`, "def f(): pass\n"),
      [],
    ],
    [
      "one that moved to another file",
      moved,
      { "a.py": `${f}x = 1\n`, "b.py": "y = 1\n" },
      { "a.py": "x = 1\n", "b.py": `y = 1\n\n\n${f}` },
      [],
    ],
    ["one that moved into a class", moved, ...both(f, `class A:\n    def f(a):\n        return a + 1\n`), []],
    [
      "one that moved and changed",
      moved,
      { "a.py": `${f}x = 1\n`, "b.py": "" },
      { "a.py": "x = 1\n", "b.py": f.replace("1", "2") },
      ["deleted-definitions"],
    ],
    [
      "one that was there already",
      moved,
      { "a.py": `${f}x = 1\n`, "b.py": `${f}y = 1\n` },
      { "a.py": "x = 1\n", "b.py": `${f}y = 2\n` },
      ["deleted-definitions"],
    ],
    [
      "one that moved where it may not",
      { type: "deleted-definitions" },
      { "a.py": `${f}x = 1\n`, "b.py": "" },
      { "a.py": "x = 1\n", "b.py": f },
      ["deleted-definitions"],
    ],
    [
      "a function of TypeScript",
      { type: "deleted-definitions" },
      ...both("export const f = (a: string) => a;\nx();\n", "x();\n", "a.ts"),
      ["deleted-definitions"],
    ],
    [
      "an interface of TypeScript",
      { type: "deleted-definitions" },
      ...both("interface A { b: string }\nx();\n", "x();\n", "a.ts"),
      ["deleted-definitions"],
    ],
    ["other languages", { type: "deleted-definitions" }, ...both("func f() {}\n", "\n", "a.go"), []],
    ["what cannot be read", { type: "deleted-definitions" }, ...both(f, `${f}x = (\n`), ["unreadable-file"]],
  ])("judges %s", async (_what, written, base, head, rules) => {
    expect(rulesOf(await judge(rule(written), { base, head }))).toEqual(rules);
  });

  it("names what went, and where it was", async () => {
    const base = { "a.py": "class A:\n    @x\n    def f(self): pass\n", "b.py": f };
    const [finding] = findingsOf(
      await judge(rule({ type: "deleted-definitions" }), { base, head: { "a.py": "class A: pass\n" } }),
    );
    expect(finding).toMatchObject({
      what: "The change deletes 2 definitions.",
      at: { path: "a.py" },
      trace: ["a.py:2: A.f", "b.py:1: f"],
    });
  });
});

describe("deleted-lines", () => {
  const change = { type: "deleted-lines", max: 1, per: "change" };
  it.each<Case>([
    ["of each file", { type: "deleted-lines", max: 1 }, { a: "1\n2\n", b: "1\n2\n" }, { a: "1\n", b: "1\n" }, []],
    ["of the whole change", change, { a: "1\n2\n", b: "1\n2\n" }, { a: "1\n", b: "1\n" }, ["deleted-lines"]],
    ["no kind left out", { type: "deleted-lines", except: [] }, ...both("# a\nx = 1\n", "x = 1\n"), ["deleted-lines"]],
    ["an import left out", { type: "deleted-lines" }, ...both("from a import (\n  b,\n)\nx = 1\n", "x = 1\n"), []],
    [
      "an import of TypeScript",
      { type: "deleted-lines" },
      ...both('import {\n  a,\n} from "a"\nx()\n', "x()\n", "a.ts"),
      [],
    ],
    [
      "what is on the line of an import",
      { type: "deleted-lines" },
      ...both("import a; go()\nx = 1\n", "x = 1\n"),
      ["deleted-lines"],
    ],
    ["docs", { type: "deleted-lines", except: ["docs", "blank"] }, { "a.md": "a\n\n", b: "" }, { b: "" }, []],
    ["a binary file", { type: "deleted-lines" }, { a: "\0a" }, { a: "\0b" }, ["unreadable-file"]],
  ])("counts %s", async (_what, written, base, head, rules) => {
    expect(rulesOf(await judge(rule(written), { base, head }))).toEqual(rules);
  });

  it("tells the lines of the base", async () => {
    const base = { "a.py": `import a\n${"x = 1\n".repeat(12)}# c\n` };
    const [finding] = findingsOf(
      await judge(rule({ type: "deleted-lines", max: 2 }), { base, head: { "a.py": "\n" } }),
    );
    expect(finding).toMatchObject({
      what: "a.py loses 12 lines, not counting imports, comments, blank; at most 2 may go.",
      trace: ["code, deleted: lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more of the base"],
    });
  });
});

describe("require and forbid", () => {
  const added = { type: "require", import: "six", "and-call": true, in: "added" };
  it.each<Case>([
    [
      "an import that was there",
      { type: "require", import: "six" },
      ...both("import six\nx = 1\n", "import six\nx = 2\n"),
      [],
    ],
    [
      "an import that is not new",
      added,
      ...both("import six\nx = 1\n", "import six\nx = six.moves()\n"),
      ["missing-import"],
    ],
    ["a call that is not new", added, ...both("x = six.u()\n", "import six\nx = six.u()\n"), ["missing-import"]],
    ["both new", added, ...both("x = 1\n", "import six\nx = six.u()\n"), []],
    ["of a package what is below it", { type: "require", import: "a" }, ...both("x = 1\n", "import a.b\n"), []],
    [
      "of TypeScript",
      { type: "require", import: "zod", "and-call": true },
      ...both("x()\n", 'import { z } from "zod"\nz.string()\n', "a.ts"),
      [],
    ],
    [
      "of TypeScript without a call",
      { type: "require", import: "zod", "and-call": true },
      ...both("x()\n", 'import { z } from "zod"\nx(z)\n', "a.ts"),
      ["missing-import"],
    ],
    ["of a file that goes", { type: "require", import: "a" }, { "a.py": "x = 1\n" }, {}, []],
    ["of another language", { type: "require", import: "a" }, ...both("a\n", "b\n", "a.md"), []],
    [
      "forbidden below",
      { type: "forbid", "import-from": ["a.b"] },
      ...both("", "import a.b.c\n"),
      ["forbidden-import"],
    ],
    ["forbidden beside", { type: "forbid", "import-from": ["a.b"] }, ...both("", "import a.c\nimport a\n"), []],
    [
      "forbidden by the name that is taken",
      { type: "forbid", "import-from": ["a.b"] },
      ...both("", "from a import b\n"),
      ["forbidden-import"],
    ],
    [
      "only the module itself",
      { type: "forbid", "import-from": ["a"], submodules: false },
      ...both("", "import a.b\nfrom a.c import d\n"),
      [],
    ],
    [
      "relative, followed",
      { type: "forbid", "import-from": ["p.labs"], relative: true },
      ...both("", "from ..labs import x\n", "p/q/a.py"),
      ["forbidden-import"],
    ],
    [
      "relative to a name",
      { type: "forbid", "import-from": ["p.labs"], relative: true },
      ...both("", "from .. import labs\n", "p/q/a.py"),
      ["forbidden-import"],
    ],
    [
      "relative, not followed",
      { type: "forbid", "import-from": ["p.labs"] },
      ...both("", "from ..labs import x\n", "p/q/a.py"),
      [],
    ],
    [
      "relative beyond the top",
      { type: "forbid", "import-from": ["labs"], relative: true },
      ...both("", "from ...labs import x\n"),
      [],
    ],
    [
      "a call",
      { type: "forbid", "import-from": ["a"] },
      ...both("", 'import importlib\nimportlib.import_module("a.b")\n'),
      [],
    ],
    [
      "a call, too",
      { type: "forbid", "import-from": ["a"], dynamic: true },
      ...both("", 'import importlib\nimportlib.import_module("a.b")\n'),
      ["forbidden-import"],
    ],
    [
      "a package of TypeScript",
      { type: "forbid", "import-from": ["lodash"] },
      ...both("", 'import a from "lodash/a"\nexport * from "lodash-es"\n', "a.ts"),
      ["forbidden-import"],
    ],
    [
      "a relative one of TypeScript",
      { type: "forbid", "import-from": ["src/labs"], relative: true },
      ...both("", 'import a from "../labs/a.ts"\n', "src/b/a.ts"),
      ["forbidden-import"],
    ],
    [
      "what is left of a file that cannot be read",
      { type: "forbid", "import-from": ["a"] },
      ...both("", "x = '\n"),
      ["unreadable-file"],
    ],
  ])("judges %s", async (_what, written, base, head, rules) => {
    expect(rulesOf(await judge(rule(written), { base, head }))).toEqual(rules);
  });
});

describe("parse-after", () => {
  it.each<Case>([
    ["a bracket", { type: "parse-after" }, ...both("x = 1\n", "x = (1\n"), ["broken-syntax"]],
    ["a conflict", { type: "parse-after" }, ...both("a()\n", "a()\n<<<<<<< ours\nb()\n", "a.ts"), ["broken-syntax"]],
    ["what was broken before", { type: "parse-after" }, ...both("x = (1\n", "x = (2\n"), []],
    ["what is repaired", { type: "parse-after" }, ...both("x = (1\n", "x = 1\n"), []],
    ["a new file", { type: "parse-after" }, {}, { "a.py": "x = '''\n" }, ["broken-syntax"]],
    ["no language", { type: "parse-after" }, {}, { a: "(((" }, []],
    [
      "what git takes for binary",
      { type: "parse-after" },
      ...both("x = 1\n", "\0x = 1\n"),
      ["unreadable-file", "broken-syntax"],
    ],
    ["what goes", { type: "parse-after" }, { "a.py": "\0", b: "" }, { b: "" }, []],
  ])("judges %s", async (_what, written, base, head, rules) => {
    expect(rulesOf(await judge(rule(written), { base, head }))).toEqual(rules);
  });

  it("does not pass over what nobody has read", async () => {
    const files = { base: { "a.py": "x = 1\n" }, head: { "a.py": "x = (1234567890\n" }, maxBlobBytes: 10 };
    const settings = { ...rule({ type: "parse-after" }), sensitive: { "bidirectional-text": "off" } };
    expect(rulesOf(await judge(settings, files))).toEqual(["unreadable-file"]);
    const gone = { ...files, base: files.head, head: { b: "" } };
    expect(rulesOf(await judge(settings, gone))).toEqual([]);
  });
});

describe("what a rule is about", () => {
  const base = { "src/a.py": "x = 1\n", "src/a.ts": "x\n", "lib/a.py": "x = 1\n", "lib/gen.py": "x = 1\n" };
  const head = { "src/a.py": "y = 1\n", "src/a.ts": "y\n", "lib/a.py": "y = 1\n", "lib/gen.py": "y = 1\n" };

  it.each<readonly [object, readonly string[]]>([
    [{}, ["lib/a.py", "lib/gen.py", "src/a.py", "src/a.ts"]],
    [{ paths: ["src/**"] }, ["src/a.py", "src/a.ts"]],
    [{ languages: ["python"], paths: ["src/**"] }, ["src/a.py"]],
    [{ languages: ["javascript"] }, ["src/a.ts"]],
    [{ exclude: ["**/gen.py"], languages: ["python"] }, ["lib/a.py", "src/a.py"]],
  ])("%j", async (about, paths) => {
    const ruling = await judge(rule({ type: "deleted-lines", ...about }), { base, head });
    expect(findingsOf(ruling).map(({ at }) => at?.path)).toEqual(paths);
  });

  it("follows a file to the path that it was renamed from", async () => {
    const files = { base: { "src/a.py": "x = 1\n" }, head: { "other/a.py": "x = 1\n" } };
    const gathered = await gather(rule({ type: "max-files", max: 1, paths: ["src/**"] }), files);
    expect(gathered).toMatchObject({ facts: { files: [{ path: "other/a.py", pathBefore: "src/a.py" }] } });
    const both = { base: { ...files.base, "src/b": "1\n" }, head: { ...files.head, "src/b": "2\n" } };
    expect(rulesOf(await judge(rule({ type: "max-files", max: 1, paths: ["src/**"] }), both))).toEqual([
      "too-many-files",
    ]);
  });
});

describe("when a rule counts", () => {
  const files = { base: { a: "1\n" }, head: { a: "2\n" } };
  const settings = (when: object, own?: object) => ({
    when,
    rules: [{ type: "deleted-lines", ...(own === undefined ? {} : { when: own }) }],
  });

  it.each([
    [{ label: "codemod" }, pullRequest({ labels: ["codemod"] }), 1],
    [{ label: "codemod" }, pullRequest({ labels: ["codemods"] }), 0],
    [{ branch: "codemod/**" }, pullRequest({ headRef: "codemod/lazy/1" }), 1],
    [{ branch: "codemod/**" }, pullRequest({ headRef: "my/codemod" }), 0],
    [{ author: "robot" }, pullRequest({ author: "robot" }), 1],
    [{ author: "robot", label: "x" }, pullRequest({ author: "robot" }), 0],
    [{ label: "codemod" }, atDesk, 0],
    [{ branch: "codemod/*" }, { kind: "local", baseRef: "main", headRef: "codemod/1" } as const, 1],
    [{ branch: "q/**" }, { kind: "merge-group", baseRef: "main", headRef: "refs/heads/q/1" } as const, 1],
  ])("%j", async (when, subject, count) => {
    expect(findingsOf(await judge(settings(when), files, subject))).toHaveLength(count);
  });

  it("takes its own word before the gate's", async () => {
    const label = { label: "codemod" };
    expect(findingsOf(await judge(settings(label, { author: "someone" }), files, pullRequest()))).toHaveLength(1);
    expect(findingsOf(await judge(settings({ author: "someone" }, label), files, pullRequest()))).toHaveLength(0);
    const summary = "1 changed file looked through; no rule counts for this change.";
    expect(await judge(settings(label), files, pullRequest())).toMatchObject({ outcome: "passed", summary });
  });
});

describe("what was examined", () => {
  const off = {
    workflows: "off",
    configuration: "off",
    symlinks: "off",
    submodules: "off",
    "bidirectional-text": "off",
  } as const;
  const files = { base: {}, head: { "a.py": "x = 1\n", b: "1\n" } };
  const about = (...paths: readonly string[]) => ({ type: "deleted-lines", paths });

  it.each<[string, object, number, string]>([
    ["no rule", {}, 2, "2 changed files looked through; no rule counts for this change."],
    ["a rule about all", { rules: [about("**")] }, 2, "2 changed files judged by 1 rule."],
    ["one about one", { rules: [about("b"), about("c")] }, 2, "1 of 2 changed files judged by 1 of 2 rules."],
    [
      "one about none",
      { rules: [about("c")] },
      2,
      "2 changed files looked through; no rule is about a file of this change.",
    ],
    ["that alone", { rules: [about("b")], sensitive: off }, 1, "1 of 2 changed files judged by 1 rule."],
    [
      "one about programs",
      { rules: [{ type: "parse-after" }], sensitive: off },
      1,
      "1 of 2 changed files judged by 1 rule.",
    ],
    ["nothing at all", { sensitive: off }, 0, "2 changed files looked through; no rule counts for this change."],
  ])("by %s", async (_what, settings, count, summary) => {
    expect(await judge(settings, files)).toMatchObject({ outcome: "passed", examined: { count }, summary });
  });

  it.each<[object, string]>([
    [about("c"), "No rule is about a file of this change, and nothing else is looked at."],
    [{ ...about("b"), when: { label: "x" } }, "No rule counts for this change, and nothing else is looked at."],
  ])("skips a change that rules alone are asked about, and do not mean: %j", async (written, because) => {
    const gathered = await gather({ rules: [written], sensitive: off }, files);
    expect(gathered).toEqual({ kind: "not-applicable", because });
  });
});

describe("settings", () => {
  it.each([
    [{ rules: [{ type: "no-such-rule" }] }],
    [{ rules: [{ type: "only-kinds" }] }],
    [{ rules: [{ type: "only-kinds", kinds: [] }] }],
    [{ rules: [{ type: "deleted-lines", max: -1 }] }],
    [{ rules: [{ type: "require", import: "a", unknown: 1 }] }],
    [{ rules: [{ type: "max-files", max: 1, languages: ["cobol"] }] }],
    [{ when: {} }],
    [{ sensitive: { workflows: "yes" } }],
  ])("refuse %j", (written) => expect(PatchSafetySettings.safeParse(written).success).toBe(false));
});

describe("bounds", () => {
  it("has no facts when a list is cut short, or of more files than it reads", async () => {
    const files = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`f${index}`, "1\n"]));
    expect(await gather({}, { base: {}, head: { a: "1", b: "1" }, maxItems: 1 })).toMatchObject({
      kind: "unavailable",
    });
    expect(await gather({ preset: "docs-only" }, { base: {}, head: files })).toMatchObject({ kind: "unavailable" });
    expect(await gather({}, { base: {}, head: files })).toMatchObject({ kind: "facts", facts: { changed: 1_001 } });
  });

  it("does not judge what is too large to be read", async () => {
    const files = { base: { "a.py": "x = 1\n" }, head: { "a.py": "x = 1234567890\n" }, maxBlobBytes: 10 };
    const ruling = await judge({ preset: "no-deletions" }, files);
    expect(rulesOf(ruling)).toEqual(["unreadable-file", "unreadable-file", "deleted-lines"]);
  });
});
