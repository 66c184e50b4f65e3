import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const lanes = { name: "Lanes", type: "lanes", lanes: ["candidate", "labs", { production: ["core", "app"] }] };
const settings = { contracts: [lanes] };
const tree = {
  "candidate/__init__.py": "",
  "candidate/x.py": "x = 1",
  "candidate/y.py": "y = 1",
  "labs/z.py": "z = 1",
  "core/c.py": "c = 1",
  "app/a.py": "a = 1",
};

type Tree = Readonly<Record<string, string>>;

/** The same tree, with one file under another name. */
function moved(files: Tree, from: string, to: string): Tree {
  const { [from]: text = "", ...others } = files;
  return { ...others, [to]: text };
}

describe("a file that a change moves", () => {
  it.each([
    ["to the next lane passes", "candidate/x.py", "labs/x.py", []],
    ["from the middle to the last lane passes", "labs/z.py", "core/z.py", []],
    ["over a lane breaks the rule", "candidate/x.py", "core/x.py", ["promotion-skips-lane core/x.py:undefined"]],
    [
      "over a lane breaks it in every package",
      "candidate/x.py",
      "app/sub/x.py",
      ["promotion-skips-lane app/sub/x.py:undefined"],
    ],
    ["down passes", "core/c.py", "candidate/c.py", []],
    ["within a lane passes", "core/c.py", "app/c.py", []],
    ["out of all lanes passes", "candidate/x.py", "tools/x.py", []],
  ])("%s", async (_title, from, to, expected) => {
    const base = { ...tree, "labs/other.py": "o = 1", "core/d.py": "d = 1", "candidate/w.py": "w = 1" };
    expect(placesOf(await findingsOf(base, moved(base, from, to), settings))).toEqual(expected);
  });

  it("may come from no lane at all", async () => {
    const base = { ...tree, "tools/t.py": "t = 1" };
    expect(await findingsOf(base, moved(base, "tools/t.py", "core/t.py"), settings)).toEqual([]);
  });

  it("may skip lanes where the contract lets it", async () => {
    const contracts = [{ ...lanes, promotion: "any" }];
    expect(await findingsOf(tree, moved(tree, "candidate/x.py", "core/x.py"), { contracts })).toEqual([]);
  });

  it("breaks the rule whatever is accepted, and says what to do", async () => {
    for (const accept of ["existing", "nothing"]) {
      const found = await findingsOf(tree, moved(tree, "candidate/x.py", "core/x.py"), { contracts: [lanes], accept });
      expect(found).toMatchObject([
        {
          what: 'candidate/x.py moves from candidate to production and skips labs. "Lanes" promotes by one lane at a time.',
          fix: "Move it to labs only. It can go on from there in a later change.",
        },
      ]);
    }
  });

  it("is not judged when others have the same content, because nobody can tell which one moved", async () => {
    const { "candidate/__init__.py": _empty, ...base } = {
      ...tree,
      "candidate/sub/__init__.py": "",
      "labs/sub/__init__.py": "",
    };
    const head = moved(
      moved(base, "candidate/sub/__init__.py", "labs/new/__init__.py"),
      "labs/sub/__init__.py",
      "core/new/__init__.py",
    );
    expect(await findingsOf(base, head, settings)).toEqual([]);
  });
});

describe("a promoted module", () => {
  it("may not go on importing the lane that it left", async () => {
    const base = { ...tree, "labs/z.py": "import labs.helper", "labs/helper.py": "h = 1" };
    const found = await findingsOf(base, moved(base, "labs/z.py", "core/z.py"), settings);
    expect(placesOf(found)).toEqual(["forbidden-import core/z.py:1"]);
    expect(found[0]?.what).toBe(
      'core.z imports labs.helper, which "Lanes" forbids: production is more trusted than labs.',
    );
  });

  it("may not reach it through others either", async () => {
    const base = { ...tree, "labs/z.py": "import tools.t", "tools/t.py": "import labs.helper", "labs/helper.py": "" };
    const found = await findingsOf(base, moved(base, "labs/z.py", "core/z.py"), settings);
    expect(placesOf(found)).toEqual(["forbidden-chain core/z.py:1"]);
  });

  it("leaves behind what was accepted of it in its old lane", async () => {
    const base = { ...tree, "labs/z.py": "import candidate.x", "labs/other.py": "o = 1" };
    expect(await findingsOf(base, base, settings)).toEqual([]);
    const given = await rulingOf(base, moved(base, "labs/z.py", "core/z.py"), settings);
    expect(given.outcome === "failed" ? placesOf(given.findings) : []).toEqual(["forbidden-import core/z.py:1"]);
    expect(given.summary).not.toContain("existed before");
  });

  it("also what was accepted of its chains", async () => {
    const base = {
      ...tree,
      "labs/z.py": "import tools.t",
      "tools/t.py": "import candidate.x",
      "labs/other.py": "o = 1",
    };
    expect(await findingsOf(base, base, settings)).toEqual([]);
    const found = await findingsOf(base, moved(base, "labs/z.py", "core/z.py"), settings);
    expect(placesOf(found)).toEqual(["forbidden-chain core/z.py:1"]);
  });

  it("does so also where another file has the same content", async () => {
    const base = { ...tree, "labs/z.py": "import candidate.x", "labs/other.py": "import candidate.x" };
    const found = await findingsOf(base, moved(base, "labs/z.py", "core/z.py"), settings);
    expect(placesOf(found)).toEqual(["forbidden-import core/z.py:1"]);
  });

  it("may be imported by those above from then on", async () => {
    const base = { ...tree, "labs/other.py": "o = 1", "core/c.py": "import labs.z" };
    const head = { ...moved(base, "labs/z.py", "core/z.py"), "core/c.py": "import core.z" };
    const given = await rulingOf(base, head, settings);
    expect([given.outcome, given.notes.map(({ rule }) => rule)]).toEqual(["passed", ["resolved-violations"]]);
  });

  it("may leave its lane empty, which is told", async () => {
    const base = { "candidate/x.py": "x = 1", "labs/z.py": "z = 1", "core/c.py": "c = 1", "app/a.py": "a = 1" };
    const given = await rulingOf(base, moved(base, "candidate/x.py", "labs/x.py"), settings);
    expect([given.outcome, given.notes.map(({ rule }) => rule)]).toEqual(["passed", ["unknown-module"]]);
    expect(given.notes[0]?.fix).toContain("in parentheses");
  });
});

describe("a demoted module", () => {
  it("keeps what was accepted of it", async () => {
    const base = { ...tree, "core/c.py": "import candidate.x", "core/d.py": "d = 1" };
    expect(await findingsOf(base, moved(base, "core/c.py", "labs/c.py"), settings)).toEqual([]);
  });

  it("may no longer be imported by those above", async () => {
    const base = { ...tree, "core/c.py": "c = 1", "core/d.py": "d = 1", "app/a.py": "import core.c" };
    const head = { ...moved(base, "core/c.py", "labs/c.py"), "app/a.py": "import labs.c" };
    expect(placesOf(await findingsOf(base, head, settings))).toEqual(["forbidden-import app/a.py:1"]);
  });
});

describe("lanes that cannot be told apart", () => {
  it("block", async () => {
    const contracts = [{ name: "Lanes", type: "lanes", lanes: [{ low: ["app.*"] }, { high: ["*.a"] }] }];
    const [finding] = await findingsOf(tree, tree, { contracts });
    expect(finding?.rule).toBe("ambiguous-lane");
    expect(finding?.what).toBe('app.a is in low and high at once, by wildcards of "Lanes".');
  });
});
