import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const clean = { "app/__init__.py": "", "app/high.py": "", "app/mid.py": "", "app/low.py": "", "app/util.py": "" };
const layers = { name: "Layers", type: "layers", layers: ["app.high", "app.mid", "app.low"] };

async function only(head: Readonly<Record<string, string>>, contract: object) {
  const [first, ...others] = await findingsOf(clean, { ...clean, ...head }, { contracts: [contract] });
  expect(others).toEqual([]);
  return first;
}

describe("what a finding says", () => {
  it.each([
    [layers, 'app.low imports app.high, which "Layers" forbids: app.low is a layer below app.high.'],
    [
      { ...layers, layers: ["app.high | app.low"] },
      'app.low imports app.high, which "Layers" forbids: app.low and app.high share a layer and are independent.',
    ],
    [
      { name: "Apart", type: "independence", modules: ["app.high", "app.low"] },
      'app.low imports app.high, which "Apart" forbids: app.low is independent of app.high.',
    ],
    [
      { name: "Own", type: "protected", modules: ["app.high"], "allowed-importers": ["app.mid", "app.util"] },
      'app.low imports app.high, which "Own" protects: only app.mid and app.util may import app.high.',
    ],
    [
      { name: "Own", type: "protected", modules: ["app.high"] },
      'app.low imports app.high, which "Own" protects: nobody else may import app.high.',
    ],
    [
      { name: "No", type: "forbidden", from: ["app.low"], to: ["app.high"] },
      'app.low imports app.high, which "No" forbids.',
    ],
  ])("%#", async (contract, expected) => {
    expect((await only({ "app/low.py": "import app.high" }, contract))?.what).toBe(expected);
  });

  it("about a chain", async () => {
    const finding = await only({ "app/low.py": "import app.util", "app/util.py": "import app.high" }, layers);
    expect(finding?.what).toBe(
      'app.low now reaches app.high through other modules, which "Layers" forbids: app.low is a layer below app.high. The link to look at is app.low -> app.util.',
    );
  });

  it("about a cycle, with every link", async () => {
    const head = {
      "app/high.py": "import app.util",
      "app/util.py": "import app.low",
      "app/low.py": "\nimport app.high",
    };
    expect(await only(head, { name: "Round", type: "acyclic-siblings", ancestors: ["app"] })).toMatchObject({
      rule: "import-cycle",
      what: 'app.util imports app.low, and app.low depends on app.util already through 1 other. "Round" forbids cycles among the children of app.',
      at: { path: "app/util.py", firstLine: 1 },
      trace: [
        "app.util -> app.low (app/util.py:1)",
        "app.low -> app.high (app/low.py:2)",
        "app.high -> app.util (app/high.py:1)",
      ],
    });
  });

  it("gives the contract's own reason", async () => {
    expect((await only({ "app/low.py": "import app.high" }, { ...layers, why: "Order." }))?.why).toBe("Order.");
  });
});

describe("chains in a finding", () => {
  it("are told one by one when they share no link", async () => {
    const head = {
      "app/low.py": "import app.util\nimport app.extra\n",
      "app/util.py": "import app.high",
      "app/extra.py": "import app.util\nimport app.deep",
      "app/deep.py": "import app.high",
    };
    const contract = { name: "No", type: "forbidden", from: ["app.low"], to: ["app.high"] };
    const finding = await only(head, contract);
    expect(finding?.trace).toEqual([
      "app.low -> app.util (app/low.py:1)",
      "app.util -> app.high (app/util.py:1)",
      "also by: app.low -> app.extra (app/low.py:2), app.extra -> app.deep (app/extra.py:2), app.deep -> app.high (app/deep.py:1)",
    ]);
  });

  it("are told for every package that the link leads to", async () => {
    const head = { "app/low.py": "import app.util", "app/util.py": "import app.high\nimport app.mid" };
    expect((await only(head, layers))?.trace).toEqual([
      "app.low -> app.util (app/low.py:1)",
      "app.util -> app.high (app/util.py:1)",
      "also reached: app.low -> app.util (app/low.py:1), app.util -> app.mid (app/util.py:2)",
    ]);
  });

  it("are the same in every run, whatever the order of imports", async () => {
    const ways = ["app.w", "app.v", "app.u"];
    const files = Object.fromEntries(ways.map((name) => [`${name.replace(".", "/")}.py`, "import app.high"]));
    const traces = [ways, ways.toReversed()].map(async (order) => {
      const head = { ...clean, ...files, "app/low.py": order.map((name) => `import ${name}`).join(";") };
      return (await findingsOf(clean, head, { contracts: [layers] })).map(({ trace }) => trace);
    });
    const [first, second] = await Promise.all(traces);
    expect(first).toEqual(second);
    expect(first?.[0]?.[0]).toBe("app.low -> app.u (app/low.py:1)");
  });
});

describe("ignored imports that nobody makes", () => {
  const ignoring = { ...layers, ignore: ["app.low -> app.hihg"] };

  it.each([
    [{}, "failed", ["unmatched-ignore undefined:undefined"], []],
    [{ "unmatched-ignores": "error" }, "failed", ["unmatched-ignore undefined:undefined"], []],
    [{ "unmatched-ignores": "warn" }, "passed", [], ["unmatched-ignore"]],
    [{ "unmatched-ignores": "none" }, "passed", [], []],
  ])("%j", async (keys, outcome, blocking, notes) => {
    const given = await rulingOf(clean, clean, { contracts: [{ ...ignoring, ...keys }] });
    expect(given.outcome).toBe(outcome);
    expect(given.outcome === "failed" ? placesOf(given.findings) : []).toEqual(blocking);
    expect(given.notes.map(({ rule }) => rule)).toEqual(notes);
  });

  it("do not block the change that removes the last one, since it cannot remove the exception with it", async () => {
    const base = { ...clean, "app/low.py": "import app.high\n" };
    const ignore = ["app.low -> app.high"];
    const given = await rulingOf(base, clean, { contracts: [{ ...layers, ignore }] });
    expect([given.outcome, given.notes.map(({ rule }) => rule)]).toEqual(["passed", ["unmatched-ignore"]]);
  });

  it("are told with the nearest names", async () => {
    const [finding] = await findingsOf(clean, clean, { contracts: [ignoring] });
    expect(finding?.what).toBe(
      '"Layers" ignores app.low -> app.hihg, and nobody imports that. There is no app.hihg. Did you mean app.high?',
    );
  });
});

describe("names in contracts", () => {
  it.each([
    [{ ...layers, layers: ["app.hihg", "app.low"] }, "app.hihg", "app.high"],
    [{ ...layers, layers: ["high", "low"], containers: ["ap"] }, "ap", "app"],
    [{ ...layers, layers: ["high", "lo"], containers: ["app"] }, "app.lo", "app.low"],
    [{ name: "A", type: "independence", modules: ["app.high", "app.lov"] }, "app.lov", "app.low"],
    [{ name: "A", type: "independence", modules: ["apq.*"] }, "apq.*", "app"],
    [{ name: "P", type: "protected", modules: ["app.hig"], "allowed-importers": ["app.low"] }, "app.hig", "app.high"],
    [{ name: "P", type: "protected", modules: ["app.high"], "allowed-importers": ["app.loow"] }, "app.loow", "app.low"],
    [{ name: "C", type: "acyclic-siblings", ancestors: ["apq"] }, "apq", "app"],
    [
      { name: "C", type: "acyclic-siblings", ancestors: ["app"], "skip-descendants": ["app.lou"] },
      "app.lou",
      "app.low",
    ],
  ])("block when nothing has them: %j", async (contract, name, near) => {
    const found = await findingsOf(clean, clean, { contracts: [contract] });
    expect(placesOf(found)).toEqual(["unknown-module undefined:undefined"]);
    expect(found[0]?.what).toContain(`is about ${name}, and`);
    expect(found[0]?.what).toContain(`Did you mean ${near}`);
  });
});
