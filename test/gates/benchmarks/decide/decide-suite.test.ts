import { describe, expect, it } from "@jest/globals";
import { decideDifferences, decideSuite } from "../../../../src/gates/benchmarks/decide/decide-suite.ts";
import { type Differences, differencesOf } from "../../../../src/gates/benchmarks/decide/log-cost.ts";
import type { Block, Decision, PairedSeries } from "../../../../src/gates/benchmarks/decide/model.ts";
import { oneLook, threeLooks, twoLooks } from "../../../../src/gates/benchmarks/decide/plans.ts";
import { createRandom, type Random } from "../../../../src/gates/benchmarks/simulate/random.ts";

function series(
  blocks: number,
  factor: number,
  deviation: number,
  random: Random,
  better: "lower" | "higher" = "lower",
): PairedSeries {
  const run = (level: number) => {
    const process = Math.exp(deviation * random.normal());
    return Array.from({ length: 12 }, () => level * process * Math.exp(0.02 * random.normal()));
  };
  return { better, blocks: Array.from({ length: blocks }, () => ({ base: run(10), head: run(10 * factor) })) };
}

function outcomes(suite: readonly PairedSeries[], plan = twoLooks): readonly string[] {
  return decideSuite(suite, plan).map(({ outcome }) => outcome);
}

function estimateOf(decision: Decision | undefined) {
  if (decision === undefined || decision.outcome === "unusable") throw new Error("There is no estimate.");
  return decision.estimate;
}

const usable = (values: readonly number[]): Differences => ({ kind: "usable", values });
const alternating = (count: number, centre: number, deviation: number) =>
  usable(Array.from({ length: count }, (_, index) => centre + (index % 2 === 0 ? deviation : -deviation)));

describe("a decision", () => {
  const random = createRandom(1);

  it.each([
    ["regressed", 1.2],
    ["regressed", 1.1],
    ["unchanged", 1.02],
    ["unchanged", 1],
    ["improved", 0.9],
  ])("is %s for a factor of %d", (outcome, factor) => {
    const suite = [series(10, factor, 0.015, random), ...Array.from({ length: 9 }, () => series(10, 1, 0.015, random))];
    const decisions = decideSuite(suite, twoLooks);
    expect(decisions[0]).toMatchObject({ outcome, look: 1, estimate: { blocks: 10 } });
    const { ratio, interval } = estimateOf(decisions[0]);
    expect(interval[0]).toBeLessThan(factor);
    expect(interval[1]).toBeGreaterThan(factor);
    expect(ratio).toBeGreaterThan(interval[0]);
    expect(ratio).toBeLessThan(interval[1]);
    expect(decisions.slice(1).map((one) => one.outcome)).toEqual(Array.from({ length: 9 }, () => "unchanged"));
  });

  it("knows that of a rate more is better, and gives its ratio as it was measured", () => {
    const slower = series(10, 1 / 1.3, 0.01, random, "higher");
    const faster = series(10, 1.3, 0.01, random, "higher");
    const [one, other] = decideSuite([slower, faster], twoLooks);
    expect([one?.outcome, other?.outcome]).toEqual(["regressed", "improved"]);
    expect(estimateOf(one).ratio).toBeCloseTo(1 / 1.3, 1);
    expect(estimateOf(one).interval[0]).toBeLessThan(estimateOf(one).interval[1]);
  });

  it("finds no regression below half of the limit, however sure it is", () => {
    const [small, large] = decideDifferences(
      [alternating(10, 0.9 * (Math.log(1.1) / 2), 0.001), alternating(10, 1.1 * (Math.log(1.1) / 2), 0.001)],
      twoLooks,
    );
    expect([small?.outcome, large?.outcome]).toEqual(["unchanged", "regressed"]);
  });

  it("is undecided where noise could hide the limit, with as many more blocks as would decide", () => {
    const [decision] = decideDifferences([alternating(20, 0.04, 0.15)], twoLooks);
    if (decision?.outcome !== "undecided") throw new Error("It is decided.");
    const more = (count: number) => decideDifferences([alternating(20 + count, 0.04, 0.15)], twoLooks)[0]?.outcome;
    expect(decision.furtherBlocks).toBeGreaterThan(5);
    // The quantile falls as blocks are added, so that fewer may do.
    expect(more(decision.furtherBlocks + (decision.furtherBlocks % 2))).toBe("unchanged");
    expect(more(Math.floor(decision.furtherBlocks / 8) * 2)).toBe("undecided");
  });

  it("asks at the first look for all blocks of the second", () => {
    const [decision] = decideDifferences([alternating(10, 0.07, 0.05)], twoLooks);
    expect(decision).toMatchObject({ outcome: "undecided", furtherBlocks: 10 });
  });

  it("is about counters that never vary, too", () => {
    const counter = (head: number) =>
      ({ better: "lower", blocks: Array.from({ length: 10 }, () => ({ base: [100], head: [head] })) }) as const;
    expect(outcomes([counter(100), counter(104), counter(110), counter(50)])).toEqual([
      "unchanged",
      "unchanged",
      "regressed",
      "improved",
    ]);
  });
});

describe("two looks", () => {
  it("keep what the first has decided, whatever comes after", () => {
    const first = Array.from({ length: 10 }, () => 0.3);
    const after = Array.from({ length: 10 }, () => 0);
    const [kept] = decideDifferences([usable([...first, ...after])], twoLooks);
    expect(kept).toMatchObject({ outcome: "regressed", look: 1, estimate: { blocks: 10 } });
    const [calm] = decideDifferences([usable([...after, ...first])], twoLooks);
    expect(calm).toMatchObject({ outcome: "unchanged", look: 1 });
  });

  it("take all blocks at the second look, also where only the open benchmarks have been measured again", () => {
    const open = usable(
      Array.from({ length: 24 }, (_, index) => 0.09 + (index < 10 ? 0.12 : 0.01) * (index % 2 === 0 ? 1 : -1)),
    );
    const [again, once] = decideDifferences([open, alternating(10, 0, 0.01)], twoLooks);
    expect(again).toMatchObject({ outcome: "regressed", look: 2, estimate: { blocks: 24 } });
    expect(once).toMatchObject({ outcome: "unchanged", look: 1, estimate: { blocks: 10 } });
  });
});

describe("three looks", () => {
  const wide = Array.from({ length: 20 }, (_, at) => 0.06 + 0.2 * (at % 2 === 0 ? 1 : -1));

  it("ask for twenty blocks more where twenty leave something open", () => {
    const [open] = decideDifferences([usable(wide)], threeLooks);
    expect(open).toMatchObject({ outcome: "undecided", estimate: { blocks: 20 } });
    expect(open?.outcome === "undecided" && open.furtherBlocks).toBeGreaterThanOrEqual(20);
  });

  it("decide by all there are at the third", () => {
    const series = usable([...wide, ...Array.from({ length: 22 }, (_, at) => 0.2 + 0.001 * at)]);
    expect(decideDifferences([series], threeLooks)).toMatchObject([
      { outcome: "regressed", look: 3, estimate: { blocks: 42 } },
    ]);
  });
});

describe("what cannot be used", () => {
  const block: Block = { base: [1, 1], head: [1, 1] };
  const blocks = (last: Block): readonly Block[] => [block, block, block, block, block, last];

  it.each([
    ["fewer than five blocks", [block, block, block, block], "There are 4 pairs; it takes at least 5."],
    ["no rounds", blocks({ base: [], head: [1] }), "Block 6 has no rounds, or one that is not a number above zero."],
    ["zero", blocks({ base: [1, 0], head: [1] }), "Block 6 has no rounds, or one that is not a number above zero."],
    [
      "NaN",
      blocks({ base: [1], head: [Number.NaN] }),
      "Block 6 has no rounds, or one that is not a number above zero.",
    ],
    [
      "infinity",
      blocks({ base: [Number.POSITIVE_INFINITY], head: [1] }),
      "Block 6 has no rounds, or one that is not a number above zero.",
    ],
  ])("is said: %s", (_name, given, because) => {
    expect(decideSuite([{ better: "lower", blocks: given }], twoLooks)).toEqual([{ outcome: "unusable", because }]);
  });

  it("is no benchmark for the others", () => {
    const random = createRandom(3);
    const good = [series(10, 1.1, 0.02, random), series(10, 1, 0.02, random)];
    const bad: PairedSeries = { better: "lower", blocks: [] };
    expect(decideSuite([...good, bad], twoLooks).slice(0, 2)).toEqual(decideSuite(good, twoLooks));
  });

  it("makes nothing of an empty suite", () => expect(decideSuite([], twoLooks)).toEqual([]));
});

describe("rounds of a process", () => {
  it("count from the 10th to the 60th percentile, from the best", () => {
    const rounds = [10, 11, 12, 13, 14, 15, 16, 1000, 2000, 3000];
    const differences = differencesOf({
      better: "lower",
      blocks: Array.from({ length: 5 }, () => ({ base: [1], head: rounds })),
    });
    const expected = [11, 12, 13, 14, 15].reduce((sum, value) => sum + Math.log(value), 0) / 5;
    expect(differences).toMatchObject({ kind: "usable" });
    if (differences.kind === "usable") expect(differences.values[0]).toBeCloseTo(expected, 12);
  });

  it("count by the best one where there are three or fewer", () => {
    const of = (better: "lower" | "higher") =>
      differencesOf({ better, blocks: Array.from({ length: 5 }, () => ({ base: [1], head: [4, 2, 3] })) });
    expect(of("lower")).toEqual(usable(Array.from({ length: 5 }, () => Math.log(2))));
    expect(of("higher")).toEqual(usable(Array.from({ length: 5 }, () => -Math.log(4))));
  });
});

describe("for any suite", () => {
  const random = createRandom(11);
  const suites = Array.from({ length: 60 }, () => {
    const size = 1 + Math.floor(random.uniform() * 12);
    const blocks = 5 + Math.floor(random.uniform() * 20);
    return Array.from({ length: size }, () => {
      const deviation = 10 ** (-3 + 3 * random.uniform());
      return series(
        blocks,
        0.7 + 0.7 * random.uniform(),
        deviation,
        random,
        random.uniform() < 0.5 ? "lower" : "higher",
      );
    });
  });

  it("every number is finite, and intervals hold their ratio", () => {
    for (const decision of suites.flatMap((suite) => decideSuite(suite, twoLooks))) {
      const { ratio, interval, p, blocks } = estimateOf(decision);
      expect([ratio, ...interval, p, blocks].filter((value) => !Number.isFinite(value))).toEqual([]);
      expect(interval[0] <= ratio && ratio <= interval[1]).toBe(true);
      expect(p >= 0 && p <= 1).toBe(true);
      if (decision.outcome === "undecided") expect(Number.isSafeInteger(decision.furtherBlocks)).toBe(true);
    }
  });

  it("another unit changes nothing", () => {
    for (const suite of suites) {
      const scaled = suite.map(({ better, blocks }) => {
        const times = (values: ArrayLike<number>) => Array.from(values, (value) => value * 2 ** 30);
        return { better, blocks: blocks.map(({ base, head }) => ({ base: times(base), head: times(head) })) };
      });
      expectAlike(decideSuite(scaled, twoLooks), decideSuite(suite, twoLooks));
    }
  });

  it("the order of rounds changes nothing, nor that of blocks within one look, nor that of benchmarks", () => {
    for (const suite of suites) {
      const shuffled = suite.map(({ better, blocks }) => {
        const turned = blocks.map(({ base, head }) => ({
          base: Array.from(base).reverse(),
          head: Array.from(head).reverse(),
        }));
        return { better, blocks: turned.toReversed() };
      });
      const plan = oneLook(10);
      expectAlike(decideSuite(shuffled.toReversed(), plan).toReversed(), decideSuite(suite, plan));
      const inside = suite.map(({ better, blocks }) => ({
        better,
        blocks: [...blocks.slice(0, 10).reverse(), ...blocks.slice(10).reverse()],
      }));
      expectAlike(decideSuite(inside, twoLooks), decideSuite(suite, twoLooks));
    }
  });

  it("what is slower from base to head is faster from head to base", () => {
    let turnedOver = 0;
    for (const suite of suites) {
      const swapped = suite.map(({ better, blocks }) => ({
        better,
        blocks: blocks.map(({ base, head }) => ({ base: head, head: base })),
      }));
      const [forth, back] = [decideSuite(suite, oneLook(10)), decideSuite(swapped, oneLook(10))];
      for (const [index, decision] of forth.entries()) {
        const other = back[index];
        expect(estimateOf(decision).ratio * estimateOf(other).ratio).toBeCloseTo(1, 9);
        if (decision.outcome === "regressed") expect(other?.outcome).toBe("improved");
        if (decision.outcome === "improved") expect(other?.outcome).toBe("regressed");
        turnedOver += Number(decision.outcome === "regressed" || decision.outcome === "improved");
      }
    }
    expect(turnedOver).toBeGreaterThan(20);
  });

  it("the largest and smallest numbers that there are do no harm", () => {
    const extremes = [Number.MIN_VALUE, 1e-300, 1, 1e300, Number.MAX_VALUE];
    const suite = extremes.map((value, place): PairedSeries => {
      const blocks = Array.from({ length: 20 }, (_, index) => ({
        base: [value],
        head: [extremes[(index + place) % 5] ?? 1],
      }));
      return { better: place % 2 === 0 ? "lower" : "higher", blocks };
    });
    for (const decision of decideSuite(suite, twoLooks)) {
      const { ratio, interval, p } = estimateOf(decision);
      expect([ratio, ...interval, p].every(Number.isFinite)).toBe(true);
    }
  });
});

function expectAlike(some: readonly Decision[], others: readonly Decision[]): void {
  expect(some.map(({ outcome }) => outcome)).toEqual(others.map(({ outcome }) => outcome));
  for (const [index, decision] of some.entries()) {
    const [one, other] = [estimateOf(decision), estimateOf(others[index])];
    for (const [left, right] of [
      [one.ratio, other.ratio],
      [one.interval[0], other.interval[0]],
      [one.interval[1], other.interval[1]],
    ] as const) {
      expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-7 * Math.abs(right));
    }
  }
}
