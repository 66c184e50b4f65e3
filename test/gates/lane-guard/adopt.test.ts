import { describe, expect, it } from "@jest/globals";
import { laneGuard } from "../../../src/gates/lane-guard/gate.ts";
import type { MemoryCommits } from "../../../src/memory/repository.ts";
import { findingsOf, judge, placesOf, rulingOf } from "./support.ts";

const fromFile = { adopt: ".importlinter" };

async function places({ base, head }: MemoryCommits, settings: object = fromFile): Promise<readonly string[]> {
  return placesOf(await findingsOf(base, head, settings));
}

const layers =
  "[importlinter:contract:lanes]\nname = Lanes\ntype = layers\nlayers =\n  high\n  low\ncontainers = app\n";
const linter = `[importlinter]\nroot_package = app\n${layers}`;
const base = {
  ".importlinter": linter,
  "app/__init__.py": "",
  "app/high.py": "",
  "app/low.py": "",
  "app/other.py": "",
  "tests/__init__.py": "",
  "tests/tool.py": "import app.high",
};
const withHead = (head: MemoryCommits["head"]) => ({ base, head: { ...base, ...head } });
const wrong = { "app/low.py": "import app.high" };

describe("adopted contracts", () => {
  it("run as they are", async () => {
    expect(await rulingOf(base, base, fromFile)).toEqual({
      outcome: "passed",
      summary: "6 modules with 1 import checked against 1 contract: nothing new is forbidden.",
      examined: { count: 6, of: "modules" },
      measures: [{ name: "violations in the merge base", value: 0 }],
      notes: [],
    });
    expect(await places(withHead(wrong))).toEqual(["forbidden-import app/low.py:1"]);
  });

  it("accept what was there before, like all others", async () => {
    const before = { ...base, ...wrong };
    expect((await rulingOf(before, { ...before, "app/other.py": "1" }, fromFile)).outcome).toBe("passed");
  });

  it("see import statements alone, while contracts of our own see calls that import too", async () => {
    const head = { "app/low.py": 'import importlib\nimportlib.import_module("app.high")\n' };
    expect(await places(withHead(head))).toEqual([]);
    const contracts = [{ name: "Apart", type: "forbidden", from: ["app.low"], to: ["app.high"] }];
    expect(await places(withHead(head), { contracts })).toEqual(["forbidden-import app/low.py:2"]);
  });

  it("stand beside contracts of our own", async () => {
    const contracts = [{ name: "Apart", type: "forbidden", from: ["app.low"], to: ["app.other"] }];
    const head = { "app/low.py": "import app.high\nimport app.other" };
    expect(await places(withHead(head), { contracts, adopt: [".importlinter"] })).toEqual([
      "forbidden-import app/low.py:2",
      "forbidden-import app/low.py:1",
    ]);
  });

  it("cannot be relaxed by the change itself", async () => {
    const relaxed = linter.replace("  high\n  low\n", "  low\n  high\n");
    expect(await places(withHead({ ...wrong, ".importlinter": relaxed }))).toEqual(["forbidden-import app/low.py:1"]);
    const { ".importlinter": _file, ...rest } = base;
    expect(await places({ base, head: { ...rest, ...wrong } })).toEqual(["forbidden-import app/low.py:1"]);
  });

  it("do not look outside the root packages", async () => {
    expect(await places(withHead({ "app/low.py": "import tests.tool" }))).toEqual([]);
    const both = linter.replace("root_package = app", "root_packages =\n  app\n  tests");
    const commits = { base: { ...base, ".importlinter": both }, head: { ...base, "app/low.py": "import tests.tool" } };
    expect(await places(commits)).toEqual(["forbidden-chain app/low.py:1"]);
  });

  it("look at external packages when told to", async () => {
    const forbidden =
      "[importlinter]\nroot_package = app\ninclude_external_packages = True\n[importlinter:contract:a]\nname = A\ntype = forbidden\nsource_modules = app.low\nforbidden_modules =\n  django\n  tests\n";
    const before = { ...base, ".importlinter": forbidden };
    const head = { ...before, "app/low.py": "import django.db\nimport tests.tool" };
    expect(await places({ base: before, head })).toEqual([
      "forbidden-import app/low.py:2",
      "forbidden-import app/low.py:1",
    ]);
  });

  it("leave out imports for type checkers when told to", async () => {
    const before = { ...base, ".importlinter": linter.replace("app\n", "app\nexclude_type_checking_imports = True\n") };
    const only = "if TYPE_CHECKING:\n  import app.high\n";
    expect(await places({ base: before, head: { ...before, "app/low.py": only } })).toEqual([]);
    expect(await places({ base: before, head: { ...before, "app/low.py": `${only}import app.high` } })).toEqual([
      "forbidden-import app/low.py:3",
    ]);
  });
});

describe("a file that cannot be adopted blocks", () => {
  const others = { "app/__init__.py": "", "a.txt": "" };
  it.each([
    ["missing", {}, "adopted-configuration undefined:undefined"],
    ["a link", { ".importlinter": { symlink: "a.txt" } }, "adopted-configuration .importlinter:undefined"],
    ["not UTF-8", { ".importlinter": new Uint8Array([255]) }, "adopted-configuration .importlinter:undefined"],
    ["empty", { ".importlinter": "" }, "adopted-configuration .importlinter:1"],
    ["misspelt", { ".importlinter": linter.replace("layers =", "layer =") }, "adopted-configuration .importlinter:3"],
    [
      "another root",
      { ".importlinter": linter.replaceAll("= app", "= apps") },
      "unknown-module .importlinter:undefined",
    ],
  ])("%s", async (_title, files, expected) => {
    const both = { ...others, ...files };
    expect((await places({ base: both, head: both }))[0]).toBe(expected);
  });

  it("with a fix of its own where no line can be named", async () => {
    const fixOf = async (files: MemoryCommits["base"]) => {
      const both = { ...others, ...files };
      return (await findingsOf(both, both, fromFile)).map(({ what, fix }) => [what, fix]);
    };
    expect(await fixOf({ ".importlinter": { symlink: "a.txt" } })).toEqual([
      [
        ".importlinter: in the merge base, this is a symbolic link, and those are not followed.",
        "Name the file that the link leads to in `adopt`, or commit the file itself in the place of the link.",
      ],
    ]);
    expect((await fixOf({}))[0]?.[1]).toBe("Bring the branch up to date, or correct the path in `adopt`.");
  });

  it("with every problem at its line, nearest words and no contract applied", async () => {
    const text = linter.replace("= layers", "= layer").replace("root_package =", "root_packages_ =");
    const before = { ...base, ".importlinter": text };
    const given = await rulingOf(before, { ...before, ...wrong }, fromFile);
    expect(given.outcome === "failed" ? given.findings.map(({ what }) => what) : []).toEqual([
      ".importlinter, line 1: `root_package` is missing.",
      ".importlinter, line 2: `root_packages_` is no option of [importlinter]. Did you mean `root_package`?",
      ".importlinter, line 5: there is no contract type layer; types written in Python by yourself cannot be carried over. Did you mean `layers`?",
    ]);
  });

  it("without a line when the change has another version of it, and without a place when it has none", async () => {
    const before = { ...base, ".importlinter": linter.replace("= layers", "= layer") };
    expect(await places({ base: before, head: base })).toEqual(["adopted-configuration .importlinter:undefined"]);
    const { ".importlinter": _file, ...rest } = base;
    expect(await places({ base: before, head: rest })).toEqual(["adopted-configuration undefined:undefined"]);
  });

  it("and is unproven when its content cannot be had", async () => {
    expect((await judge({ base, head: base, missing: [".importlinter"] }, fromFile)).kind).toBe("unavailable");
  });

  it("at the contract when that names what is not there", async () => {
    const before = { ...base, ".importlinter": linter.replace("  low\n", "  lower\n") };
    expect(await places({ base: before, head: before })).toEqual(["unknown-module .importlinter:3"]);
  });
});

describe("settings of adopt", () => {
  it.each([[{}], [{ adopt: [] }], [{ adopt: "" }], [{ adopt: "/etc/x" }], [{ adopt: "../x" }], [{ adopt: "a/" }]])(
    "rejects %j",
    (settings) => {
      expect(laneGuard.settings.safeParse(settings).success).toBe(false);
    },
  );
});
