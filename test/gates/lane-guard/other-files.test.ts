import { describe, expect, it } from "@jest/globals";
import { notebookText } from "../../formats/imports/python/notebook-text.ts";
import { findingsOf, judge, placesOf, rulingOf } from "./support.ts";

const contract = { name: "Lanes", type: "forbidden", from: ["lukhas"], to: ["candidate"] };
const base = { "lukhas/a.py": "", "candidate/x.py": "" };

describe("stubs", () => {
  const settings = { contracts: [contract], stubs: true };

  it("are not read unless the settings say so", async () => {
    const head = { ...base, "lukhas/a.pyi": "import candidate.x" };
    expect(await findingsOf(base, head, { contracts: [contract] })).toEqual([]);
  });

  it("of a module are held to the contracts of the module, at their own lines", async () => {
    const head = { ...base, "lukhas/a.pyi": "\nfrom candidate import x" };
    for (const from of ["lukhas", "lukhas.a"]) {
      const found = await findingsOf(base, head, { ...settings, contracts: [{ ...contract, from: [from] }] });
      expect(placesOf(found)).toEqual(["forbidden-import lukhas/a.pyi:2"]);
      expect(found[0]?.what).toContain("lukhas.a.a-pyi imports candidate.x");
    }
  });

  it("never run, so a contract may leave them out", async () => {
    const head = { ...base, "lukhas/a.pyi": "import candidate.x", "lukhas/b.pyi": "import candidate.x" };
    const exclude = { ...settings, contracts: [{ ...contract, "type-checking": "exclude" }] };
    expect(await findingsOf(base, head, exclude)).toEqual([]);
  });

  it("are the module where there is no other", async () => {
    const before = { ...base, "lukhas/a.py": "from core.fast import f", "core/fast.pyi": "" };
    const head = { ...before, "core/fast.pyi": "import candidate.x" };
    expect(placesOf(await findingsOf(before, head, settings))).toEqual(["forbidden-chain core/fast.pyi:1"]);
  });

  it("with the bytes of a program are read as stubs all the same", async () => {
    const text = "import candidate.x\n";
    const head = { ...base, "lukhas/a.py": text, "lukhas/a.pyi": text };
    const exclude = { ...settings, contracts: [{ ...contract, "type-checking": "exclude" }] };
    expect(placesOf(await findingsOf(base, head, exclude))).toEqual(["forbidden-import lukhas/a.py:1"]);
    expect((await findingsOf(base, head, settings)).length).toBe(2);
  });

  it("count as modules that were examined, and as known before when they were", async () => {
    const before = { ...base, "lukhas/a.pyi": "import candidate.x" };
    const ruling = await rulingOf(before, { ...before, "lukhas/b.py": "" }, settings);
    expect([ruling.outcome, ruling.examined]).toEqual(["passed", { count: 4, of: "modules" }]);
    expect(ruling.summary).toContain("1 violation existed before.");
  });
});

describe("notebooks", () => {
  const settings = { contracts: [contract], notebooks: true };
  const notebook = notebookText("x = 1\n", "%matplotlib inline\nimport candidate.x");

  it("are not read unless the settings say so", async () => {
    const head = { ...base, "lukhas/n.ipynb": notebook };
    expect(await findingsOf(base, head, { contracts: [contract] })).toEqual([]);
    const nothing = await judge({ base: {}, head: { "n.ipynb": notebook } }, { contracts: [contract] });
    expect(nothing.kind).toBe("not-applicable");
  });

  it("are modules whose imports stand at lines of the file", async () => {
    const head = { ...base, "lukhas/n.ipynb": notebook };
    const found = await findingsOf(base, head, settings);
    expect(placesOf(found)).toEqual(["forbidden-import lukhas/n.ipynb:19"]);
    expect(notebook.split("\n")[18]?.trim()).toBe('"import candidate.x"');
    expect(found[0]?.what).toContain("lukhas.n-ipynb imports candidate.x");
  });

  it("can be named in a contract", async () => {
    const head = { ...base, "lukhas/n.ipynb": notebook, "lukhas/n.py": "" };
    const contracts = [{ ...contract, ignore: ["lukhas.n-ipynb -> candidate.x"] }];
    expect(await findingsOf(base, head, { ...settings, contracts })).toEqual([]);
  });

  it("that cannot be read are told of, with what to do", async () => {
    const head = { ...base, "core/n.ipynb": '{"cells": [\n<<<<<<< a\n' };
    const found = await findingsOf(base, head, settings);
    expect(placesOf(found)).toEqual(["not-fully-read core/n.ipynb:2"]);
    expect(found[0]?.fix).toContain("Jupyter");
    const broken = await findingsOf(base, { ...base, "core/n.ipynb": "{}" }, settings);
    expect(broken[0]?.what).toContain("it is not the JSON of a notebook in line 1");
  });
});
