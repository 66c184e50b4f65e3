import { describe, expect, it } from "@jest/globals";
import { compareStanding, decideYield, type Standing } from "../../../../src/gates/ownership/overlap/yields.ts";

function standing(ref: string, more: Partial<Standing> = {}): Standing {
  return { ref, stuck: false, changedLines: 10, ...more };
}

describe("decideYield", () => {
  it.each([
    ["pin", {}, {}, { pinned: "one", stacking: "apart" }],
    ["owner", {}, {}, { owner: "one", stacking: "apart" }],
    ["landing", {}, { stuck: true }, { stacking: "apart" }],
    ["stack", {}, {}, { stacking: "other-on-one" }],
    ["ready", {}, { draft: true }, { stacking: "apart" }],
    ["priority", { priority: 2 }, { priority: 1 }, { stacking: "apart" }],
    ["age", { readySince: 1 }, { readySince: 2 }, { stacking: "apart" }],
    ["size", { changedLines: 1 }, { changedLines: 2 }, { stacking: "apart" }],
    ["number", { number: 3 }, { number: 20 }, { stacking: "apart" }],
  ] as const)("by %s", (rule, one, two, pair) => {
    const turned = pair.stacking === "other-on-one" ? { ...pair, stacking: "one-on-other" as const } : pair;
    expect(decideYield(standing("one", one), standing("two", two), pair)).toEqual({ yields: "two", rule });
    expect(decideYield(standing("two", two), standing("one", one), turned)).toEqual({ yields: "two", rule });
  });

  it("asks the rules in their order", () => {
    const strong = standing("strong", { draft: true, readySince: 9, changedLines: 900, number: 9 });
    const weak = standing("weak", { stuck: true, priority: 9, readySince: 1, changedLines: 1, number: 1 });
    expect(decideYield(strong, weak, { stacking: "one-on-other" })).toEqual({ yields: "weak", rule: "landing" });
    expect(decideYield(strong, weak, { stacking: "apart", owner: "weak" })).toEqual({
      yields: "strong",
      rule: "owner",
    });
    expect(decideYield(strong, weak, { stacking: "apart", owner: "weak", pinned: "strong" }).yields).toBe("weak");
  });

  it("always finds exactly one", () => {
    expect(decideYield(standing("a"), standing("b"), { stacking: "shared" })).toEqual({ yields: "b", rule: "number" });
    expect(decideYield(standing("b"), standing("a"), { stacking: "shared" })).toEqual({ yields: "b", rule: "number" });
  });

  it("holds nothing against an agent that is not known yet", () => {
    const known = standing("known", { priority: 9, readySince: 2 });
    const unknown = standing("unknown", { readySince: 1 });
    expect(decideYield(known, unknown, { stacking: "apart" })).toEqual({ yields: "known", rule: "age" });
  });

  const told = { yields: "two", rule: "size" } as const;

  it.each([
    ["size", standing("one", { changedLines: 99 }), standing("two", { changedLines: 1 })],
    ["age", standing("one", { readySince: 9 }), standing("two", { readySince: 1 })],
    ["draft", standing("one", { draft: true }), standing("two")],
  ])("does not turn round what was told for want of %s", (_name, one, two) => {
    expect(decideYield(one, two, { stacking: "apart" }, told)).toEqual(told);
  });

  it.each([
    ["pin", { pinned: "two", stacking: "apart" }, {}],
    ["owner", { owner: "two", stacking: "apart" }, {}],
    ["landing", { stacking: "apart" }, { stuck: true }],
    ["stack", { stacking: "one-on-other" }, {}],
  ] as const)("turns it round by %s", (rule, pair, one) => {
    expect(decideYield(standing("one", one), standing("two"), pair, told)).toEqual({ yields: "one", rule });
  });

  it.each(["pin", "owner", "landing", "stack"] as const)("goes by %s no longer than it holds", (rule) => {
    const [one, two] = [standing("one", { readySince: 1 }), standing("two", { readySince: 2 })];
    const before = { yields: "one", rule };
    expect(decideYield(one, two, { stacking: "apart" }, before)).toEqual({ yields: "two", rule: "age" });
    expect(decideYield(one, two, { stacking: "apart", owner: "two" }, before)).toEqual({
      yields: "one",
      rule: "owner",
    });
  });

  it("forgets what was told of another pair", () => {
    expect(
      decideYield(standing("one", { changedLines: 99 }), standing("three"), { stacking: "apart" }, told).yields,
    ).toBe("one");
  });
});

describe("compareStanding", () => {
  it("is a total order, also where little is known", () => {
    const all = [
      standing("a", { number: 3 }),
      standing("b", { readySince: 5 }),
      standing("c"),
      standing("d", { stuck: true, readySince: 1 }),
      standing("e", { readySince: 5, changedLines: 1 }),
    ];
    const sorted = all.toSorted(compareStanding).map(({ ref }) => ref);
    expect(sorted).toEqual(["e", "b", "a", "c", "d"]);
    expect(
      all
        .toReversed()
        .toSorted(compareStanding)
        .map(({ ref }) => ref),
    ).toEqual(sorted);
  });
});
