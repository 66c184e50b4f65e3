import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const clean = {
  "app/__init__.py": "",
  "app/high.py": "x = 1",
  "app/low.py": "",
  "app/low2.py": "",
  "app/util.py": "",
};
type Files = Readonly<Record<string, string>>;

const layers = { name: "Layers", type: "layers", layers: ["high", "low"], containers: ["app"] };
const apart = { name: "Apart", type: "independence", modules: ["app.high", "app.low"] };
const guarded = { name: "Guarded", type: "protected", modules: ["app.high"], "allowed-importers": ["app.util"] };
const circles = { name: "Circles", type: "acyclic-siblings", ancestors: ["app"] };
const exhaustive = { ...layers, exhaustive: true, "exhaustive-ignores": ["low2"] };

/** A contract, files that break it, and where the finding stands. */
const broken: readonly (readonly [string, object, Files, string])[] = [
  ["a layer", layers, { "app/low.py": "\nimport app.high" }, "forbidden-import app/low.py:2"],
  [
    "a layer, through another module",
    layers,
    { "app/low.py": "import app.util", "app/util.py": "\n\nimport app.high" },
    "forbidden-chain app/low.py:1",
  ],
  ["independence", apart, { "app/high.py": "import app.low" }, "forbidden-import app/high.py:1"],
  ["protection", guarded, { "app/low.py": "import app.high" }, "protected-import app/low.py:1"],
  [
    "a cycle",
    circles,
    { "app/low.py": "import app.util", "app/util.py": "import app.low" },
    "import-cycle app/util.py:1",
  ],
  ["completeness", exhaustive, { "app/high.py": "import app.util" }, "undeclared-layer app/util.py:undefined"],
];

describe.each(broken)("%s", (_title, contract, files, place) => {
  const settings = { contracts: [contract] };
  const base = _title === "completeness" ? { "app/high.py": "", "app/low.py": "" } : clean;
  const head = { ...base, ...(_title === "completeness" ? { "app/util.py": "" } : {}), ...files };

  it("blocks when the change breaks it", async () => {
    expect(placesOf(await findingsOf(base, head, settings))).toEqual([place]);
  });

  it("passes what was like that before, and counts it", async () => {
    const moved = Object.fromEntries(Object.entries(head).map(([path, text]) => [path, `# moved\n\n${text}`]));
    const given = await rulingOf(head, moved, settings);
    expect(given.outcome).toBe("passed");
    expect(given.summary).toMatch(/[12] violations? existed before/);
    expect(given.notes.map(({ rule }) => rule)).toEqual(["existing-violations"]);
  });

  it("blocks what was like that before when nothing is accepted", async () => {
    expect(placesOf(await findingsOf(head, head, { ...settings, accept: "nothing" }))).toEqual([place]);
  });

  it("counts what goes away", async () => {
    const given = await rulingOf(head, base, settings);
    expect(given.outcome).toBe("passed");
    expect(given.notes.map(({ rule }) => rule)).toEqual(["resolved-violations"]);
  });
});

describe("what was there before", () => {
  it.each([
    ["a layer", layers, "app/low/a.py", "app/low/x.py", "import app.high # 1"],
    ["protection", guarded, "app/low/a.py", "app/other.py", "import app.high # 2"],
    ["independence", apart, "app/low/a.py", "app/low/b.py", "import app.high # 3"],
  ])("stays accepted when its file is renamed: %s", async (_title, contract, before, after, text) => {
    const { "app/low.py": _low, ...others } = clean;
    const rest = { ...others, "app/low/__init__.py": "# package" };
    const settings = { contracts: [{ ...contract }] };
    expect(await findingsOf({ ...rest, [before]: text }, { ...rest, [after]: text }, settings)).toEqual([]);
  });

  it("does not excuse a new import of the same package", async () => {
    const base = { ...clean, "app/low.py": "import app.high" };
    const head = { ...base, "app/high/extra.py": "", "app/low.py": "import app.high\nimport app.high.extra" };
    expect(placesOf(await findingsOf(base, head, { contracts: [layers] }))).toEqual(["forbidden-import app/low.py:2"]);
  });

  it("does not excuse another pair of a cycle", async () => {
    const base = { ...clean, "app/low.py": "import app.util", "app/util.py": "import app.low" };
    const head = { ...base, "app/low2.py": "import app.util", "app/low.py": "import app.util\nimport app.low2" };
    const [finding, ...others] = await findingsOf(base, head, { contracts: [circles] });
    expect(others).toEqual([]);
    expect(finding?.trace).toEqual([
      "app.low2 -> app.util (app/low2.py:1)",
      "app.util -> app.low (app/util.py:1)",
      "app.low -> app.low2 (app/low.py:2)",
      "cut: app.util -> app.low (app/util.py:1)",
    ]);
  });

  it("is judged by the contract as it is now, with its ignores", async () => {
    const base = { ...clean, "app/low.py": "import app.high" };
    const contracts = [{ ...layers, ignore: ["app.low -> app.high"] }];
    expect((await rulingOf(base, base, { contracts })).summary).not.toContain("existed before");
  });

  it("counts an import that only ran for type checkers as new when it runs", async () => {
    const contracts = [{ ...layers, "type-checking": "exclude" }];
    const base = { ...clean, "app/low.py": "if TYPE_CHECKING:\n  import app.high\n" };
    const head = { ...base, "app/low.py": "if TYPE_CHECKING:\n  import app.high\nimport app.high\n" };
    expect(placesOf(await findingsOf(base, head, { contracts }))).toEqual(["forbidden-import app/low.py:3"]);
    expect((await rulingOf(base, base, { contracts })).notes).toEqual([]);
  });
});

describe("the import that closes a cycle", () => {
  const line = { ...clean, "app/high.py": "import app.util", "app/util.py": "import app.low" };

  it("is the new one, wherever it is", async () => {
    const head = { ...line, "app/low.py": "\nimport app.high" };
    expect(placesOf(await findingsOf(line, head, { contracts: [circles] }))).toEqual(["import-cycle app/low.py:2"]);
  });

  it("is one of several new ones", async () => {
    const head = { ...line, "app/low.py": "import app.high", "app/util.py": "import app.low\nimport app.high" };
    expect(placesOf(await findingsOf(line, head, { contracts: [circles] }))).toEqual([
      "import-cycle app/low.py:1",
      "import-cycle app/util.py:2",
    ]);
  });

  it("is found where no import is new", async () => {
    const { "app/low.py": _low, ...rest } = line;
    const base = { ...rest, "other/low.py": "import app.high # cycle", "app/util.py": "from other import low" };
    const head = { ...rest, "app/low.py": "import app.high # cycle", "app/util.py": "from app import low" };
    expect(placesOf(await findingsOf(base, head, { contracts: [circles] }))).toHaveLength(1);
  });
});
