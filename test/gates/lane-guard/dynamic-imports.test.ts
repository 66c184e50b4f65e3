import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const clean = { "lukhas/a.py": "", "lukhas/b.py": "", "core/util.py": "", "candidate/x.py": "", "candidate/y.py": "" };
const lanes = { name: "Lanes", type: "forbidden", from: ["lukhas"], to: ["candidate"] };
const settings = { contracts: [lanes] };
const adopted = { adopt: ".importlinter" };
const linter = `[importlinter]
root_packages =
    lukhas
    candidate
[importlinter:contract:lanes]
name = Lanes
type = forbidden
source_modules = lukhas
forbidden_modules = candidate
`;

describe("calls that import", () => {
  const call = { ...clean, "lukhas/a.py": 'import importlib\nx = importlib.import_module("candidate.x")' };

  it.each([
    [{}, ["forbidden-import lukhas/a.py:2"]],
    [{ "dynamic-imports": "include" }, ["forbidden-import lukhas/a.py:2"]],
    [{ "dynamic-imports": "exclude" }, []],
  ])("count as the contract says: %j", async (keys, expected) => {
    expect(placesOf(await findingsOf(clean, call, { contracts: [{ ...lanes, ...keys }] }))).toEqual(expected);
  });

  it("do not count for adopted contracts", async () => {
    const files = (more: object) => ({ ...clean, ".importlinter": linter, ...more });
    const statement = files({ "lukhas/a.py": "import candidate.x" });
    expect(placesOf(await findingsOf(files({}), files(call), adopted))).toEqual([]);
    expect(placesOf(await findingsOf(files({}), statement, adopted))).toEqual(["forbidden-import lukhas/a.py:1"]);
  });

  it("are told at the statement where the contract counts only that", async () => {
    const both = { ...clean, "lukhas/a.py": 'x = __import__("candidate.x")\nimport candidate.x' };
    const place = async (keys: object) =>
      placesOf(await findingsOf(clean, both, { contracts: [{ ...lanes, ...keys }] }));
    expect(await place({})).toEqual(["forbidden-import lukhas/a.py:1"]);
    expect(await place({ "dynamic-imports": "exclude" })).toEqual(["forbidden-import lukhas/a.py:2"]);
  });

  it("are followed from a dictionary of modules to the line of the name", async () => {
    const text =
      '_lazy = {\n  "A": "core.util",\n  "X": "candidate.x",\n}\ndef __getattr__(name):\n  return import_module(_lazy[name])';
    expect(placesOf(await findingsOf(clean, { ...clean, "lukhas/a.py": text }, settings))).toEqual([
      "forbidden-import lukhas/a.py:3",
    ]);
  });
});

describe("lists of plugins", () => {
  const named = { ...settings, "plugin-lists": ["INSTALLED_APPS", "PLUGINS"] };
  const listing = (text: string) => ({ ...clean, "lukhas/a.py": text });

  it.each([
    ['INSTALLED_APPS = [\n  "core.util",\n  "candidate.x",\n]', ["forbidden-import lukhas/a.py:3"]],
    ['INSTALLED_APPS = ["candidate.x.apps.Config"]', ["forbidden-import lukhas/a.py:1"]],
    ['PLUGINS = ("candidate.y:Plugin",)', ["forbidden-import lukhas/a.py:1"]],
    ['PLUGINS = {"y": "candidate.y:Plugin"}', ["forbidden-import lukhas/a.py:1"]],
    ['if x:\n  PLUGINS += ["candidate.y"]', ["forbidden-import lukhas/a.py:2"]],
    ['PLUGINS.append("candidate.gone")', ["forbidden-import lukhas/a.py:1"]],
    ['OTHERS = ["candidate.x"]', []],
    ['PLUGINS = ["core.util", "candidates"]', []],
  ])("count where the settings name them: %j", async (text, expected) => {
    expect(placesOf(await findingsOf(clean, listing(text), named))).toEqual(expected);
    expect(placesOf(await findingsOf(clean, listing(text), settings))).toEqual([]);
  });

  it("count like calls that import", async () => {
    const contracts = [{ ...lanes, "dynamic-imports": "exclude" }];
    const given = await findingsOf(clean, listing('PLUGINS = ["candidate.x"]'), { ...named, contracts });
    expect(given).toEqual([]);
  });

  it("are told where they are too long to be read", async () => {
    const items = Array.from({ length: 1_001 }, (_, index) => `"core.m${index}"`).join(",");
    const { notes } = await rulingOf(clean, listing(`PLUGINS = [${items}]`), named);
    expect(placesOf(notes)).toEqual(["dynamic-import-unread lukhas/a.py:1"]);
  });

  it.each(["plugins", "PLUGINS[0]", "", "A.B"])("cannot be called %j", async (name) => {
    await expect(findingsOf(clean, clean, { ...settings, "plugin-lists": [name] })).rejects.toThrow();
  });
});

describe("imports by a name that only the running program knows", () => {
  const call = "import_module(a)\n";

  async function notesOf(base: string, head: string) {
    const files = (text: string) => ({ ...clean, "core/util.py": text });
    const { notes, outcome } = await rulingOf(files(base), files(head), settings);
    expect(outcome).toBe("passed");
    return notes.map(({ rule, what, at }) => [`${rule} ${at?.path}:${at?.firstLine}`, what.replace(/.* in /, "")]);
  }

  it.each([
    ["", call, 1, "line 1 (added)."],
    ["", `${call}\n${call}`, 1, "lines 1 and 3 (added)."],
    [call, `# moved\n${call}`, 2, "line 2 (as before)."],
    [call, `import_module(b)\n${call}`, 1, "line 1 (added) and line 2 (as before)."],
    [call, `${call}${call}`, 2, "line 2 (added) and line 1 (as before)."],
    [`${call}${call}`, `x = 1\n${call}`, 2, "line 2 (as before)."],
  ])("are noted in files that the change touches: %j to %j", async (base, head, line, where) => {
    expect(await notesOf(base, head)).toEqual([[`dynamic-import-unread core/util.py:${line}`, where]]);
  });

  it("are known again in a renamed file", async () => {
    const text = `# a long line, so that git sees a rename\n${call}`;
    const { "core/util.py": _util, ...rest } = clean;
    const { notes } = await rulingOf({ ...rest, "core/old.py": text }, { ...rest, "core/new.py": text }, settings);
    expect(notes.map(({ what }) => what)).toEqual([
      "core/new.py imports what only the running program knows the name of, in line 2 (as before).",
    ]);
  });

  it("are counted in all files", async () => {
    const base = { ...clean, "core/util.py": `${call}${call}`, "lukhas/b.py": "x = __import__(y)" };
    const given = await rulingOf(base, { ...base, "core/other.py": "" }, settings);
    expect(given.summary).toContain(" 3 calls import by a name that only the running program knows.");
    expect(given.notes).toEqual([]);
  });

  it("are not told where no contract counts calls that import", async () => {
    const head = { ...clean, "core/util.py": call };
    const given = await rulingOf(clean, head, { contracts: [{ ...lanes, "dynamic-imports": "exclude" }] });
    expect([given.summary.includes("running program"), given.notes]).toEqual([false, []]);
  });

  it("are noted for fifty files, with those that the change adds first", async () => {
    const names = Array.from({ length: 60 }, (_, index) => `core/m${10 + index}.py`);
    const base = Object.fromEntries(names.slice(0, 55).map((name) => [name, call]));
    const head = Object.fromEntries(names.map((name) => [name, `# touched\n${call}`]));
    const { notes } = await rulingOf({ ...clean, ...base }, { ...clean, ...head }, settings);
    expect(notes).toHaveLength(51);
    expect(notes.slice(0, 5).every(({ what }) => what.endsWith("line 2 (added)."))).toBe(true);
    expect(notes.at(-1)?.what).toBe(
      "10 more files of the change also import what only the running program knows the name of.",
    );
  });
});
