import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const base = {
  "a/__init__.py": "",
  "a/x.py": "import b.y\nx = 1\n",
  "a/z.py": "z = 1",
  "b/y.py": "y = 1",
  "u/c.py": "",
};
const { "a/x.py": importer, "b/y.py": imported, ...others } = base;
const forbidden = { name: "No", type: "forbidden", from: ["a"], to: ["b"] };
const ignoring = (text: string, keys: object = {}) => ({ ...forbidden, ignore: [text], ...keys });

const renamedImporter = { ...others, "a/renamed.py": importer, "b/y.py": imported };
const renamedImported = { ...others, "a/x.py": "import b.renamed\nx = 1\n", "b/renamed.py": imported };

describe("an import that is ignored, and a change that renames its modules", () => {
  it.each([
    ["the importer", renamedImporter, "a.x -> b.y", "a.renamed -> b.y"],
    ["what is imported", renamedImported, "a.x -> b.y", "a.x -> b.renamed"],
    ["what is imported, beside a wildcard", renamedImported, "a.* -> b.y", "a.* -> b.renamed"],
  ])("pass, with what to write: %s", async (_what, head, text, now) => {
    const ruling = await rulingOf(base, head, { contracts: [ignoring(text)] });
    expect([ruling.outcome, ruling.notes.map(({ rule }) => rule)]).toEqual([
      "passed",
      ["unmatched-ignore", "existing-violations"],
    ]);
    expect(ruling.notes[0]).toMatchObject({
      what: `"No" ignores ${text}, which the change renames to ${now}.`,
      fix: `In the configuration, write \`${now}\` instead of \`${text}\`. This change may do so: what it writes there counts once it is merged.`,
    });
  });

  it("block when nothing is accepted, and the finding says what to write", async () => {
    const [finding, ...more] = await findingsOf(base, renamedImporter, {
      contracts: [ignoring("a.x -> b.y")],
      accept: "nothing",
    });
    expect([finding?.rule, finding?.at?.path, more]).toEqual(["forbidden-import", "a/renamed.py", []]);
    expect(finding?.fix).toMatch(
      /^"No" ignores `a\.x -> b\.y`, which the change renames to `a\.renamed -> b\.y`: write that under `ignore`, too, in a change before this one\. Otherwise remove/,
    );
    const both = { ...forbidden, ignore: ["a.x -> b.y", "a.renamed -> b.y"] };
    expect(await findingsOf(base, renamedImporter, { contracts: [both], accept: "nothing" })).toEqual([]);
  });

  it("name the file that an adopted contract is written in", async () => {
    const linter =
      "[importlinter]\nroot_packages =\n    a\n    b\n\n[importlinter:contract:1]\nname = No\ntype = forbidden\n";
    const file = `${linter}source_modules = a\nforbidden_modules = b\nignore_imports = a.x -> b.y\n`;
    const before = { ...base, ".importlinter": file, "b/__init__.py": "# b" };
    const head = { ...renamedImporter, ".importlinter": file, "b/__init__.py": "# b" };
    const ruling = await rulingOf(before, head, { adopt: ".importlinter" });
    expect([ruling.outcome, ruling.notes[0]?.fix]).toEqual([
      "passed",
      expect.stringContaining("In .importlinter, write `a.renamed -> b.y` instead of `a.x -> b.y`."),
    ]);
  });

  it("let pass what hangs on it, too", async () => {
    const before = { ...base, "a/x.py": "import u.c", "u/c.py": "import b.y # u.c" };
    const { "u/c.py": text, ...rest } = before;
    const head = { ...rest, "a/x.py": "import u.d", "u/d.py": text };
    expect(await findingsOf(before, head, { contracts: [ignoring("u.c -> b.y")] })).toEqual([]);
  });

  it("block where the new name breaks more than the old one did", async () => {
    const before = { ...base, "u/c.py": "import b.y # u.c" };
    const { "u/c.py": text, ...rest } = before;
    const contract = { ...forbidden, ignore: ["u.c -> b.y", "a.x -> b.y"] };
    const found = await findingsOf(before, { ...rest, "a/c.py": text }, { contracts: [contract] });
    expect(placesOf(found)).toEqual(["forbidden-import a/c.py:1"]);
    expect(found[0]?.fix).toContain("`a.c -> b.y`");
  });

  it("block where the file is promoted, as anything that was accepted in its old lane", async () => {
    const lanes = { name: "Lanes", type: "lanes", lanes: ["b", "u", "a"], ignore: ["u.c -> b.y"] };
    const before = {
      ...others,
      "b/y.py": imported,
      "a/k.py": "k = 1",
      "u/c.py": "import b.y # u.c",
      "u/d.py": "d = 1",
    };
    const { "u/c.py": text, ...rest } = before;
    const found = await findingsOf(before, { ...rest, "a/c.py": text }, { contracts: [lanes] });
    expect(placesOf(found)).toEqual(["forbidden-import a/c.py:1"]);
  });

  it("do not raise the number of a budget", async () => {
    const budget = { name: "No", type: "budget", from: ["a"], to: ["b"], "at-most": 0, ignore: ["a.x -> b.y"] };
    expect(await findingsOf(base, renamedImporter, { contracts: [budget] })).toEqual([]);
  });

  it("are no way round a day that is over", async () => {
    const entry = { import: "a.x -> b.y", reason: "Soon", until: "2027-01-31" };
    const contracts = [{ ...forbidden, ignore: [entry] }];
    expect(placesOf(await findingsOf(base, renamedImporter, { contracts }, "2027-02-01"))).toEqual([
      "expired-exception a/renamed.py:1",
    ]);
    expect(await findingsOf(base, renamedImporter, { contracts }, "2027-01-31")).toEqual([]);
  });

  it("say nothing where the import itself is gone", async () => {
    const head = { ...others, "b/y.py": imported, "a/renamed.py": "x = 1\n" };
    const ruling = await rulingOf(base, head, { contracts: [ignoring("a.x -> b.y")] });
    expect(ruling.notes.map(({ rule, what }) => [rule, what.includes("renames")])).toEqual([
      ["unmatched-ignore", false],
    ]);
  });
});
