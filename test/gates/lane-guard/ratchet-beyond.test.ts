import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

type Files = Readonly<Record<string, string>>;

interface Row {
  readonly contract: object;
  /** Keeps the contract. */
  readonly clean: Files;
  /** What breaks it, and where the finding stands. */
  readonly added: Files;
  readonly place: string;
  /** The same under other names. */
  readonly renamed: readonly (readonly [from: string, to: string])[];
}

const services = { "svc/a/__init__.py": "# a", "svc/a/m.py": "import registry", "registry.py": "r = 1" };
const required = { name: "Registry", type: "required", modules: ["svc.*"], imports: ["registry"] };
const tags = {
  name: "Tags",
  type: "tags",
  tags: { ui: ["u"], data: ["d"] },
  allow: { ui: ["ui"], data: ["data"] },
  untagged: "forbid",
  roots: ["u", "d", "r"],
};
const tagged = { "u/x.py": "x = 1", "d/y.py": "y = 1", "r/__init__.py": "# root" };
const lanes = { name: "Lanes", type: "lanes", lanes: ["low", "mid", "high"] };
const laned = { "low/a.py": "a = 1", "mid/b.py": "b = 1", "high/c.py": "c = 1" };

const rows: Readonly<Record<string, Row>> = {
  "a private import": {
    contract: { name: "Surface", type: "visibility", modules: ["p"], public: ["p.api"] },
    clean: { "p/api.py": "", "p/store.py": "s = 1", "main.py": "import p.api" },
    added: { "main.py": "import p.api\nimport p.store" },
    place: "private-import main.py:2",
    renamed: [["main.py", "start.py"]],
  },
  "an import between tags": {
    contract: tags,
    clean: tagged,
    added: { "u/x.py": "\nimport d.y" },
    place: "forbidden-import u/x.py:2",
    renamed: [["u/x.py", "u/z.py"]],
  },
  "a module without a tag": {
    contract: tags,
    clean: tagged,
    added: { "r/new.py": "n = 1" },
    place: "untagged-module r/new.py:undefined",
    renamed: [["r/new.py", "r/other.py"]],
  },
  "a package without a required import": {
    contract: required,
    clean: services,
    added: { "svc/b/__init__.py": "# b", "svc/b/m.py": "m = 1" },
    place: "missing-import svc/b/__init__.py:undefined",
    renamed: [
      ["svc/b/__init__.py", "svc/z/__init__.py"],
      ["svc/b/m.py", "svc/z/m.py"],
    ],
  },
  "a package without a required import and without a file": {
    contract: required,
    clean: services,
    added: { "svc/b/deep/m.py": "m = 1" },
    place: "missing-import svc/b/deep/m.py:undefined",
    renamed: [["svc/b/deep/m.py", "svc/z/deep/m.py"]],
  },
  "an import of a lane before": {
    contract: lanes,
    clean: laned,
    added: { "high/c.py": "import low.a" },
    place: "forbidden-import high/c.py:1",
    renamed: [["high/c.py", "high/z.py"]],
  },
  "a chain to a lane before": {
    contract: lanes,
    clean: { ...laned, "tool.py": "import low.a" },
    added: { "high/c.py": "\nimport tool" },
    place: "forbidden-chain high/c.py:2",
    renamed: [["high/c.py", "high/z.py"]],
  },
};

describe.each(Object.entries(rows))("%s", (_title, { contract, clean, added, place, renamed }) => {
  const settings = { contracts: [contract] };
  const broken: Files = { ...clean, ...added };

  it("is not there at first", async () => {
    expect(await findingsOf(clean, clean, { ...settings, accept: "nothing" })).toEqual([]);
  });

  it("blocks when the change adds it", async () => {
    expect(placesOf(await findingsOf(clean, broken, settings))).toEqual([place]);
  });

  it("passes when it was there before, and is counted", async () => {
    const commented = Object.fromEntries(Object.entries(broken).map(([path, text]) => [path, `${text}\n# later`]));
    const given = await rulingOf(broken, commented, settings);
    expect([given.outcome, given.notes.map(({ rule }) => rule)]).toEqual(["passed", ["existing-violations"]]);
    expect(given.summary).toContain("1 violation existed before");
  });

  it("passes when it was there before under another name", async () => {
    const other = new Map(renamed);
    const head = Object.fromEntries(Object.entries(broken).map(([path, text]) => [other.get(path) ?? path, text]));
    expect(await findingsOf(broken, head, settings)).toEqual([]);
  });

  it("blocks although it was there before when nothing is accepted", async () => {
    expect(placesOf(await findingsOf(broken, broken, { ...settings, accept: "nothing" }))).toEqual([place]);
  });

  it("is praised when it goes away", async () => {
    const given = await rulingOf(broken, clean, settings);
    expect([given.outcome, given.notes.map(({ rule }) => rule)]).toEqual(["passed", ["resolved-violations"]]);
  });
});

describe("a package that loses its required import", () => {
  it("breaks the contract", async () => {
    const head = { ...services, "svc/a/m.py": "m = 1" };
    expect(placesOf(await findingsOf(services, head, { contracts: [required] }))).toEqual([
      "missing-import svc/a/__init__.py:undefined",
    ]);
  });

  it("does not when another of its modules has it now", async () => {
    const head = { ...services, "svc/a/m.py": "m = 1", "svc/a/n.py": "import registry" };
    expect(await findingsOf(services, head, { contracts: [required] })).toEqual([]);
  });
});

describe("modules without a tag", () => {
  it("are told once for the package that they are in", async () => {
    const added = { "r/new/__init__.py": "", "r/new/a.py": "", "r/new/b/c.py": "", "r/z.py": "" };
    const found = await findingsOf(tagged, { ...tagged, ...added }, { contracts: [tags] });
    expect(found.map(({ what }) => what)).toEqual([
      'r.new and 2 modules below it have no tag, and "Tags" wants one for all that is below u, d or r.',
      'r.z has no tag, and "Tags" wants one for all that is below u, d or r.',
    ]);
  });
});
