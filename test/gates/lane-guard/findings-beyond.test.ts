import { describe, expect, it } from "@jest/globals";
import { laneGuard } from "../../../src/gates/lane-guard/gate.ts";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const clean = { "a/__init__.py": "", "a/x.py": "", "b/y.py": "", "b/api.py": "", "c/z.py": "" };
const lanes = { name: "Lanes", type: "lanes", lanes: ["a", "b", { top: ["c"] }] };
const surface = { name: "Surface", type: "visibility", modules: ["b"], public: ["b.api"] };
const tags = { name: "Tags", type: "tags", tags: { one: ["a"], two: ["b"] }, allow: { one: [], two: ["*"] } };
const required = { name: "All", type: "required", modules: ["a"], imports: ["b.api"] };
const budget = { name: "Few", type: "budget", from: ["a"], to: ["b"], "at-most": 1 };

describe("what a finding says", () => {
  it.each([
    [lanes, { "c/z.py": "import a.x" }, 'c.z imports a.x, which "Lanes" forbids: top is more trusted than a.'],
    [
      surface,
      { "a/x.py": "import b.y" },
      'a.x imports b.y, which is not public: "Surface" lets others import only b.api of b.',
    ],
    [
      tags,
      { "a/x.py": "import b.y" },
      'a.x imports b.y, which "Tags" forbids: what is tagged one may import no tagged module, and this is tagged two.',
    ],
    [
      { ...tags, tags: { ...tags.tags, three: ["b.y"] }, allow: { ...tags.allow, one: ["one"], three: [] } },
      { "a/x.py": "import b.y" },
      'a.x imports b.y, which "Tags" forbids: what is tagged one may import only what is tagged one, and this is tagged two and three.',
    ],
    [{ ...required, imports: ["b.api", "b.y"] }, {}, 'a does not import b.api or b.y, which "All" requires of a.'],
    [{ ...required, "allow-indirect": true }, {}, 'a neither imports nor reaches b.api, which "All" requires of a.'],
  ])("%#", async (contract, head, expected) => {
    const found = await findingsOf(clean, { ...clean, ...head }, { contracts: [contract], accept: "nothing" });
    expect(found.map(({ what }) => what)).toEqual([expected]);
  });

  it.each([
    [lanes, { "c/z.py": "import a.x" }],
    [surface, { "a/x.py": "import b.y" }],
    [tags, { "a/x.py": "import b.y" }],
    [{ ...tags, untagged: "forbid", roots: ["c"] }, {}],
    [required, {}],
    [{ ...budget, "at-most": 0 }, { "a/x.py": "import b.y" }],
  ])("gives the contract's own reason, or one that fits: %#", async (contract, head) => {
    const given = async (keys: object) => {
      const settings = { contracts: [{ ...contract, ...keys }], accept: "nothing" };
      return (await findingsOf(clean, { ...clean, ...head }, settings)).map(({ why }) => why);
    };
    expect(await given({ why: "Because." })).toEqual(["Because."]);
    expect((await given({}))[0]).toMatch(/^(The contract "|A module without a tag)/);
  });

  it("about a chain through another lane names the link to the first forbidden module", async () => {
    const head = { ...clean, "c/z.py": "import b.y", "b/y.py": "import a.x" };
    expect(placesOf(await findingsOf(clean, head, { contracts: [lanes] }))).toEqual([
      "forbidden-import b/y.py:1",
      "forbidden-import c/z.py:1",
    ]);
  });
});

describe("names in contracts", () => {
  it.each([
    [{ ...lanes, lanes: ["aa", "b"] }, "aa", "a"],
    [{ ...surface, modules: ["c.zz", "b"] }, "c.zz", "c.z"],
    [{ ...surface, public: ["b.apii"] }, "b.apii", "b.api"],
    [{ ...tags, tags: { one: ["a.xx"], two: ["b"] } }, "a.xx", "a.x"],
    [{ ...tags, untagged: "forbid", roots: ["cc"] }, "cc", "c"],
    [{ ...required, modules: ["c.zz"] }, "c.zz", "c.z"],
    [{ ...required, modules: ["c"], imports: ["b.apo"] }, "b.apo", "b.api"],
    [{ ...budget, from: ["a.xy"] }, "a.xy", "a.x"],
  ])("block when nothing has them: %j", async (contract, name, near) => {
    const found = await findingsOf(clean, clean, { contracts: [contract] });
    expect(placesOf(found)).toContain("unknown-module undefined:undefined");
    expect(found[0]?.what).toContain(`is about ${name}, and`);
    expect(found[0]?.what).toContain(`Did you mean ${near}`);
  });

  it.each([
    [{ ...budget, to: ["django"] }, "counts imports of django, which"],
    [{ ...required, imports: ["structlog"] }, "requires structlog, which"],
  ])("are a note where somebody may import them one day: %j", async (contract, expected) => {
    const given = await rulingOf(clean, clean, { contracts: [contract] });
    const note = given.notes.find(({ rule }) => rule === "unknown-target");
    expect([given.outcome, note?.what]).toEqual(["passed", expect.stringContaining(expected)]);
  });
});

describe("settings", () => {
  it.each([
    [lanes, true],
    [{ ...lanes, lanes: ["a"] }, false],
    [{ ...lanes, lanes: ["a", "a"] }, false],
    [{ ...lanes, lanes: ["a", { a: ["b"] }] }, false],
    [{ ...lanes, lanes: ["a", { b: ["a"] }] }, false],
    [{ ...lanes, lanes: ["a", { b: ["(a)"] }] }, false],
    [{ ...lanes, lanes: ["a", { b: ["c"], d: ["e"] }] }, false],
    [{ ...lanes, lanes: ["a", {}] }, false],
    [{ ...lanes, lanes: ["a", { b: [] }] }, false],
    [{ ...lanes, lanes: ["a", "b*"] }, false],
    [{ ...lanes, lanes: { a: ["a"], b: ["b"] } }, false],
    [{ ...lanes, lanes: ["a.new", { b: ["a"] }], promotion: "any" }, true],
    [{ ...lanes, promotion: "two-steps" }, false],
    [surface, true],
    [{ ...surface, public: [] }, false],
    [{ ...surface, public: ["c.api"] }, false],
    [{ ...surface, public: ["b"] }, true],
    [{ ...surface, public: ["b"], "as-packages": true }, false],
    [{ ...surface, public: ["b.**"], "as-packages": true }, true],
    [tags, true],
    [{ ...tags, tags: {}, allow: {} }, false],
    [{ ...tags, tags: { "*": ["a"] }, allow: { "*": [] } }, false],
    [{ ...tags, allow: { one: [] } }, false],
    [{ ...tags, allow: { ...tags.allow, thre: [] } }, false],
    [{ ...tags, allow: { ...tags.allow, one: ["too"] } }, false],
    [{ ...tags, untagged: "forbid" }, false],
    [{ ...tags, untagged: "forbid", roots: ["a"] }, true],
    [{ ...tags, roots: ["a"] }, false],
    [required, true],
    [{ ...required, modules: ["b"] }, false],
    [{ ...required, modules: ["b.api.x"] }, false],
    [{ ...required, modules: ["b", "a"] }, true],
    [budget, true],
    [{ ...budget, "at-most": -1 }, false],
    [{ ...budget, "at-most": 1.5 }, false],
    [{ ...budget, "at-most": undefined }, false],
    [{ ...budget, from: ["b.y"] }, false],
    [{ ...budget, to: ["a"] }, false],
    [{ ...budget, to: ["a.x"] }, true],
  ])("%j", (contract, accepted) => {
    expect(laneGuard.settings.safeParse({ contracts: [contract] }).success).toBe(accepted);
  });

  it.each([
    [{ ...tags, allow: { ...tags.allow, one: ["too"] } }, "There is no tag too. Did you mean two?"],
    [{ ...tags, allow: { one: [] } }, 'It does not say what two may import: [] for no tagged module, ["*"] for all'],
    [{ ...lanes, type: "lane" }, "`acyclic-siblings`, `lanes`, `visibility`, `tags`, `required` and `budget`"],
  ])("say what is wrong with %j", (contract, message) => {
    const parsed = laneGuard.settings.safeParse({ contracts: [contract] });
    expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([expect.stringContaining(message)]);
  });

  it("stay the same when they are read a second time", () => {
    const once = laneGuard.settings.parse({ contracts: [lanes, surface, tags, required, budget] });
    expect(laneGuard.settings.parse(once)).toEqual(once);
  });
});
