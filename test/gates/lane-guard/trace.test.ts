import { describe, expect, it } from "@jest/globals";
import { maxDrawingLength } from "../../../src/core/verdict.ts";
import { drawBrokenChains } from "../../../src/formats/imports/graph/picture/draw-chains.ts";
import { drawingOf } from "../../../src/gates/lane-guard/drawing.ts";
import { findingsOf, rulingOf } from "./support.ts";

const clean = {
  "low/__init__.py": "",
  "low/a.py": "",
  "low/b.py": "",
  "high/__init__.py": "",
  "high/x.py": "",
  "high/y.py": "",
};
const layers = { name: "Layers", type: "layers", layers: ["high", "low"] };
const forbidden = { name: "No", type: "forbidden", from: ["low"], to: ["high"] };

async function traceOf(head: Readonly<Record<string, string>>, contract: object, base = {}) {
  const settings = { contracts: [contract] };
  const [first, ...others] = await findingsOf({ ...clean, ...base }, { ...clean, ...base, ...head }, settings);
  expect(others).toEqual([]);
  return first?.trace;
}

describe.each([layers, forbidden])("the chain between two packages: %j", (contract) => {
  it("has every module that enters it and every module that ends it, with file and line", async () => {
    const base = { "low/a.py": "import util", "low/b.py": "\nimport util", "low/c.py": "import util # here" };
    const head = { "util.py": "import high.x\nimport high.y" };
    expect(await traceOf(head, contract, base)).toEqual([
      "low.a -> util (low/a.py:1)",
      "& low.b -> util (low/b.py:2)",
      "& low.c -> util (low/c.py:1)",
      "util -> high.x (util.py:1)",
      "& util -> high.y (util.py:2)",
    ]);
  });

  it("begins with the way through the lane, and ends with the modules that only reach it through others", async () => {
    const base = {
      "low/__init__.py": "import low.b",
      "low/b.py": "import util",
      "low/c.py": "\nimport low.b",
      "util.py": "import deep",
    };
    const head = { "deep.py": "import high.x" };
    expect(await traceOf(head, contract, base)).toEqual([
      "low -> low.b (low/__init__.py:1)",
      "low.b -> util (low/b.py:1)",
      "util -> deep (util.py:1)",
      "deep -> high.x (deep.py:1)",
      "also affected: low.b -> util (low/b.py:1)",
      "also affected: low.c -> low.b (low/c.py:2)",
    ]);
  });

  it("counts heads and tails beyond twenty", async () => {
    const names = Array.from({ length: 25 }, (_, index) => 10 + index);
    const heads = Object.fromEntries(names.map((name) => [`low/m${name}.py`, "import util"]));
    const tails = Object.fromEntries(names.map((name) => [`high/m${name}.py`, ""]));
    const head = { "util.py": names.map((name) => `import high.m${name}`).join("\n") };
    const trace = await traceOf(head, contract, { ...heads, ...tails });
    expect(trace).toHaveLength(2 + 21 + 21);
    expect([trace?.[0], trace?.[21], trace?.[22], trace?.at(-1)]).toEqual([
      "low.m10 -> util (low/m10.py:1)",
      "and 4 more modules",
      "util -> high.m10 (util.py:1)",
      "and 4 more modules",
    ]);
  });

  it("is told for each way that shares no import, whoever takes it", async () => {
    const base = { "low/a.py": "import util\nimport other", "low/b.py": "import util\nimport third" };
    const ways = {
      "other.py": "import deep",
      "third.py": "import deeper",
      "deep.py": "import high.y",
      "deeper.py": "import high.x",
    };
    const trace = await traceOf({ "util.py": "import high.x", ...ways }, contract, base);
    // The first findings blame util alone, so the other ways are theirs too.
    expect(trace).toEqual([
      "low.a -> util (low/a.py:1)",
      "& low.b -> util (low/b.py:1)",
      "util -> high.x (util.py:1)",
      "also by: low.b -> third (low/b.py:2), third -> deeper (third.py:1), deeper -> high.x (deeper.py:1)",
      "also by: low.a -> other (low/a.py:2), other -> deep (other.py:1), deep -> high.y (deep.py:1)",
    ]);
  });
});

describe("the drawing of a ruling", () => {
  it("shows what is broken, chains and cycles", async () => {
    const circles = { name: "Circles", type: "acyclic-siblings", ancestors: ["high"] };
    const head = {
      ...clean,
      "low/a.py": "import util",
      "util.py": "import high.x",
      "high/x.py": "import high.y",
      "high/y.py": "import high.x",
    };
    const ruling = await rulingOf(clean, head, { contracts: [layers, circles] });
    expect(ruling.drawing?.split("\n").filter((line) => /\["|-->/.test(line))).toEqual([
      '  n0["low.a"]',
      '  n1["util"]',
      '  n2["high.x"]',
      '  n3["high.y"]',
      "  n0 --> n1",
      "  n1 --> n2",
      "  n3 --> n2",
      "  n2 --> n3",
    ]);
    expect(ruling.drawing).not.toMatch(/\n$/);
  });

  it("is left out where nothing is broken", async () => {
    expect("drawing" in (await rulingOf(clean, clean, { contracts: [layers] }))).toBe(false);
  });

  it("is left out where strange names make it too long for a report", () => {
    const chains = Array.from({ length: 12 }, (_, chain) =>
      Array.from({ length: 4 }, (_, index) => `${"$".repeat(55)}${chain}.${index}`),
    );
    expect(drawBrokenChains(chains).length).toBeGreaterThan(maxDrawingLength);
    expect(drawingOf(chains)).toEqual({});
    expect(drawingOf(chains.slice(0, 2)).drawing?.length).toBeLessThan(maxDrawingLength);
  });
});

describe("a module that is in two forbidden packages", () => {
  it("is shown once", async () => {
    const base = { "app/x.py": "", "lib/__init__.py": "", "lib/core/__init__.py": "", "lib/core/db.py": "" };
    const contract = { name: "Apart", type: "forbidden", from: ["app"], to: ["lib", "lib.core"] };
    const head = { ...base, "app/x.py": "import lib.core.db\n" };
    const [finding, ...others] = await findingsOf(base, head, { contracts: [contract] });
    expect(others).toEqual([]);
    expect(finding?.trace).toEqual(["app.x -> lib.core.db (app/x.py:1)"]);
  });
});
