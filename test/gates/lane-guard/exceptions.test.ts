import { describe, expect, it } from "@jest/globals";
import { laneGuard } from "../../../src/gates/lane-guard/gate.ts";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const tree = { "a/__init__.py": "", "a/x.py": "\nimport b.y\n", "a/z.py": "", "b/y.py": "", "u.py": "" };
const until = "2027-01-31";
const ignore = [{ import: "a.x -> b.y", reason: "The move is planned", until }];

function settingsWith(keys: object = {}, accept = "existing") {
  return { contracts: [{ name: "No", type: "forbidden", from: ["a"], to: ["b"], ignore, ...keys }], accept };
}

async function rulesOn(today: string, keys: object = {}, accept = "existing", head: object = {}) {
  const ruling = await rulingOf(tree, { ...tree, ...head }, settingsWith(keys, accept), today);
  return [...(ruling.outcome === "failed" ? placesOf(ruling.findings) : []), ...ruling.notes.map(({ rule }) => rule)];
}

const expired = "expired-exception a/x.py:2";

describe("an exception with a last day", () => {
  it.each([
    ["2026-01-31", []],
    ["2027-01-16", []],
    ["2027-01-17", ["exception-ends-soon"]],
    ["2027-01-30", ["exception-ends-soon"]],
    ["2027-01-31", ["exception-ends-soon"]],
    ["2027-02-01", [expired]],
    ["2030-12-31", [expired]],
  ])("on %s", async (today, expected) => {
    expect(await rulesOn(today)).toEqual(expected);
  });

  it("is told once when nothing is accepted", async () => {
    expect(await rulesOn("2027-01-31", {}, "nothing")).toEqual(["exception-ends-soon"]);
    expect(await rulesOn("2027-02-01", {}, "nothing")).toEqual([expired]);
  });

  it("says what, where, until when and why", async () => {
    const [finding] = await findingsOf(tree, tree, settingsWith(), "2027-02-01");
    expect(finding).toEqual({
      rule: "expired-exception",
      what: 'a.x imports b.y in a/x.py:2. "No" let that pass until 2027-01-31: The move is planned.',
      why: "An exception with a last day is a promise. If nothing happens on that day, it lasts for ever.",
      fix: "Remove the import. Until that is done, only a later `until` in the configuration helps.",
      at: { path: "a/x.py", firstLine: 2, lastLine: 2 },
    });
  });

  it.each([
    ["2027-01-17", "14 days left"],
    ["2027-01-30", "1 day left"],
    ["2027-01-31", "today is the last day"],
  ])("says on %s: %s", async (today, left) => {
    const { notes } = await rulingOf(tree, tree, settingsWith(), today);
    expect(notes[0]?.what).toBe(
      `a.x imports b.y in a/x.py:2. "No" lets that pass until 2027-01-31, ${left}: The move is planned.`,
    );
  });

  it("shows every import of a wildcard, and stands on the first", async () => {
    const keys = { ignore: [{ import: "a.* -> b.y", reason: "Soon!", until }] };
    const head = { ...tree, "a/z.py": "import b.y" };
    const [finding] = await findingsOf(head, head, settingsWith(keys), "2027-02-01");
    expect(finding).toMatchObject({
      what: 'a.x imports b.y in a/x.py:2 (and 1 more import like it, by a.* -> b.y). "No" let that pass until 2027-01-31: Soon!',
      at: { path: "a/x.py" },
      trace: ["a.x -> b.y (a/x.py:2)", "a.z -> b.y (a/z.py:1)"],
    });
  });

  it("is only stale when nobody makes the import, before and after its day", async () => {
    const clean = { ...tree, "a/x.py": "" };
    for (const today of ["2027-01-31", "2027-02-01"]) {
      expect(placesOf(await findingsOf(clean, clean, settingsWith(), today))).toEqual([
        "unmatched-ignore undefined:undefined",
      ]);
      expect(await rulesOn(today, {}, "existing", { "a/x.py": "" })).toEqual(
        today === "2027-01-31" ? ["unmatched-ignore"] : ["unmatched-ignore", "resolved-violations"],
      );
    }
  });

  it("is over for chains too", async () => {
    const base = { ...tree, "a/x.py": "import u", "u.py": "import b.y" };
    const keys = { ignore: [{ import: "u -> b.y", reason: "Soon", until }] };
    const head = { ...base, "a/z.py": "import u" };
    expect(placesOf(await findingsOf(base, head, settingsWith(keys), "2027-01-31"))).toEqual([]);
    expect(placesOf(await findingsOf(base, head, settingsWith(keys), "2027-02-01"))).toEqual([
      "expired-exception u.py:1",
      "forbidden-chain a/z.py:1",
    ]);
  });

  it.each([
    ["another entry for ever", ["a.x -> b.y"], []],
    ["another entry that lasts longer", [{ import: "a.x -> b.y", reason: "Really", until: "2028-01-01" }], []],
    ["a wildcard that lasts", ["a.* -> b.y"], []],
    ["another entry that is over too", [{ import: "a.x -> b.y", reason: "Old", until: "2026-01-01" }], [expired]],
  ])("does not block beside %s", async (_title, others, expected) => {
    for (const both of [
      [...ignore, ...others],
      [...others, ...ignore],
    ]) {
      expect(await rulesOn("2027-02-01", { ignore: both })).toEqual(expected);
    }
  });

  it("says of nothing that blocks that it does not, nor counts it among what is accepted", async () => {
    const base = { ...tree, "a/w.py": "import a.x", "a/z.py": "import b.y", "b/old.py": "" };
    const ruling = await rulingOf(base, base, settingsWith(), "2027-02-01");
    // `a.z` was never ignored; `a.w` only reaches `b` through the import whose exception is over.
    expect(ruling.notes.map(({ what }) => what)).toEqual(['1 violation of "No" was there before.']);
    expect(ruling.summary).toBe(
      "7 modules with 3 imports checked against 1 contract: 1 problem. 1 violation existed before.",
    );
    expect(ruling.measures).toEqual([{ name: "violations in the merge base", value: 3 }]);
    const alone = await rulingOf(tree, tree, settingsWith(), "2027-02-01");
    expect([alone.summary.includes("existed before"), alone.notes]).toEqual([false, []]);
  });

  it("is over for every type of contract", async () => {
    const contracts = [
      { type: "protected", modules: ["b"] },
      { type: "layers", layers: ["b", "a"] },
      { type: "independence", modules: ["a", "b"] },
      { type: "lanes", lanes: ["b", "a"] },
      { type: "visibility", modules: ["b"], public: ["b"] },
      { type: "tags", tags: { one: ["a"], two: ["b"] }, allow: { one: [], two: [] } },
      { type: "budget", from: ["a"], to: ["b"], "at-most": 0 },
    ].map((contract) => ({ name: "Any", ignore, ...contract }));
    for (const contract of contracts) {
      const found = await findingsOf(tree, tree, { contracts: [contract], accept: "existing" }, "2027-02-01");
      expect([contract.type, placesOf(found)]).toEqual([contract.type, [expired]]);
      expect(await findingsOf(tree, tree, { contracts: [contract], accept: "nothing" }, until)).toEqual([]);
    }
  });
});

describe("entries of `ignore`", () => {
  it.each([
    [{ import: "a -> b", reason: "R", until: "2027-01-31" }, true],
    [{ import: "a -> b", reason: "R", until: "2028-02-29" }, true],
    [{ import: "a -> b", reason: "R" }, true],
    [{ import: "a -> b" }, true],
    [{ import: "a -> b", until: "2027-01-31" }, false],
    [{ import: "a -> b", reason: "", until: "2027-01-31" }, false],
    [{ import: "a -> b", reason: "R", until: "2027-02-29" }, false],
    [{ import: "a -> b", reason: "R", until: "2027-13-01" }, false],
    [{ import: "a -> b", reason: "R", until: "2027-1-31" }, false],
    [{ import: "a -> b", reason: "R", until: "31.1.2027" }, false],
    [{ import: "a -> b", reason: "R", until: "2027-01-31T00:00:00Z" }, false],
    [{ import: "a -> b", reason: "R", until: 20270131 }, false],
    [{ import: "a -> b", reason: "R", deadline: "2027-01-31" }, false],
  ])("%j", (entry, accepted) => {
    expect(laneGuard.settings.safeParse(settingsWith({ ignore: [entry] })).success).toBe(accepted);
  });
});
