import { describe, expect, it } from "@jest/globals";
import { decideHistories, type HistorySeries } from "../../../../src/gates/benchmarks/decide/history.ts";
import { createRandom, type Random } from "../../../../src/gates/benchmarks/simulate/random.ts";

const limit = 0.1;

/** What is usual is 10 at last; `shape` says how many times as much an earlier figure was. */
interface Kind {
  readonly count: number;
  readonly deviation: number;
  readonly shape?: (index: number, random: Random) => number;
}

function series({ count, deviation, shape }: Kind, factor: number, random: Random): HistorySeries {
  const figure = () => 10 * Math.exp(deviation * random.normal());
  const earlier = Array.from({ length: count }, (_, index) => figure() * (shape?.(index, random) ?? 1));
  return { better: "lower", earlier, head: figure() * factor };
}

function suite(kind: Kind, factor: number, random: Random, size = 20): readonly HistorySeries[] {
  return Array.from({ length: size }, (_, index) => series(kind, index === 0 ? factor : 1, random));
}

function outcomes(all: readonly HistorySeries[]): readonly string[] {
  return decideHistories(all, limit).map(({ outcome }) => outcome);
}

const oldStep = (index: number) => (index < 15 ? 0.7 : 1);
const outlier = (index: number) => (index === 12 ? 1.5 : 1);

describe("a suite that has not changed", () => {
  const kinds: readonly (readonly [string, Kind])[] = [
    ["noise of 1.5 %", { count: 20, deviation: 0.015 }],
    ["noise of 3 %", { count: 20, deviation: 0.03 }],
    ["noise of 5 %", { count: 20, deviation: 0.05 }],
    ["eight figures", { count: 8, deviation: 0.03 }],
    ["an old step", { count: 30, deviation: 0.03, shape: oldStep }],
    ["an outlier", { count: 30, deviation: 0.03, shape: outlier }],
    ["busy machines", { count: 30, deviation: 0.03, shape: (_, random) => (random.uniform() < 0.15 ? 1.4 : 1) }],
  ];
  it.each(kinds)("is blocked in at most 2 %% of runs with %s", (_, kind) => {
    const random = createRandom(1, kind.count, 1000 * kind.deviation);
    const blocked = Array.from({ length: 100 }, () => outcomes(suite(kind, 1, random)).includes("regressed"));
    expect(blocked.filter(Boolean).length).toBeLessThanOrEqual(2);
  });

  it("is mostly unchanged where noise is small, and undecided, never silent, where its band is wider than the limit", () => {
    const random = createRandom(2);
    const share = (deviation: number) =>
      outcomes(suite({ count: 20, deviation }, 1, random, 200)).filter((outcome) => outcome === "unchanged").length /
      200;
    expect(share(0.015)).toBeGreaterThan(0.98);
    expect(share(0.03)).toBeGreaterThan(0.7);
    const wide = decideHistories(suite({ count: 20, deviation: 0.15 }, 1, random), limit);
    for (const { outcome, interval, because } of wide) {
      if (outcome === "unchanged") expect(interval?.[1]).toBeLessThanOrEqual(1.1);
      else
        expect([outcome, because]).toEqual([
          "undecided",
          expect.stringMatching(/^Earlier figures vary so much that one .* \d+ %\.$/),
        ]);
    }
    expect(wide.filter(({ outcome }) => outcome === "undecided").length).toBeGreaterThan(15);
  });
});

describe("a benchmark that became 20 % slower", () => {
  const kinds: readonly (readonly [string, Kind, number])[] = [
    ["of twenty", { count: 20, deviation: 0.03 }, 20],
    ["alone", { count: 20, deviation: 0.03 }, 1],
    ["after an old step", { count: 35, deviation: 0.03, shape: oldStep }, 20],
  ];
  it.each(kinds)("is found in at least 95 %% of runs, %s", (_, kind, size) => {
    const random = createRandom(3, size, kind.count);
    const found = Array.from({ length: 100 }, () => outcomes(suite(kind, 1.2, random, size))[0] === "regressed");
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(95);
  });

  it("is found beside an outlier of one commit, when that is in the whole suite", () => {
    const random = createRandom(4);
    const decisions = decideHistories(suite({ count: 30, deviation: 0.03, shape: outlier }, 1.25, random), limit);
    expect(decisions[0]).toMatchObject({ outcome: "regressed", points: 30, because: undefined });
  });

  it("passes as unchanged in at most 5 % of runs when it is 10 %", () => {
    const random = createRandom(5);
    const passed = Array.from(
      { length: 100 },
      () => outcomes(suite({ count: 20, deviation: 0.03 }, 1.1, random))[0] === "unchanged",
    );
    expect(passed.filter(Boolean).length).toBeLessThanOrEqual(5);
  });
});

describe("a decision", () => {
  const still = { count: 20, deviation: 0.01 };

  it("gives the ratio to what is usual since the last step, and stands on the figures since then", () => {
    const shape = (index: number) => (index < 8 ? 2 : 1);
    const [decision] = decideHistories([series({ ...still, shape }, 1.3, createRandom(6))], limit);
    expect(decision).toMatchObject({ outcome: "regressed", points: 12 });
    expect(decision?.ratio).toBeCloseTo(1.3, 1);
    expect(decision?.interval?.[0]).toBeLessThan(1.3);
    expect(decision?.interval?.[1]).toBeGreaterThan(1.3);
  });

  it("takes its noise from before a recent step, and its level from behind it", () => {
    const shape = (index: number) => (index < 15 ? 1.5 : 1);
    const random = createRandom(7);
    const [slower, same] = decideHistories(
      [series({ ...still, shape }, 1.5, random), series({ ...still, shape }, 1, random)],
      limit,
    );
    expect([slower?.outcome, slower?.points]).toEqual(["regressed", 5]);
    expect([same?.outcome, same?.points]).toEqual(["unchanged", 5]);
  });

  it("turns round where more is better", () => {
    const all = suite(still, 1.3, createRandom(8), 6);
    const rates = all.map(
      ({ earlier, head }): HistorySeries => ({
        better: "higher",
        earlier: earlier.map((one) => 1 / one),
        head: 1 / head,
      }),
    );
    const [durations, turned] = [decideHistories(all, limit), decideHistories(rates, limit)];
    expect(turned.map(({ outcome }) => outcome)).toEqual(durations.map(({ outcome }) => outcome));
    expect(turned[0]?.outcome).toBe("regressed");
    expect(turned[0]?.ratio).toBeCloseTo(1 / (durations[0]?.ratio ?? 0), 10);
    expect(turned[0]?.interval?.[0]).toBeCloseTo(1 / (durations[0]?.interval?.[1] ?? 0), 10);
    expect(outcomes(all.map((one) => ({ ...one, better: "higher" })))[0]).toBe("improved");
  });

  it("does not depend on where in the suite a benchmark is", () => {
    const all = suite({ count: 25, deviation: 0.03 }, 1.2, createRandom(9));
    const there = decideHistories(all, limit);
    const back = decideHistories(all.toReversed(), limit).toReversed();
    expect(back.map(({ outcome, points }) => [outcome, points])).toEqual(
      there.map(({ outcome, points }) => [outcome, points]),
    );
    for (const [index, { ratio = 0 }] of back.entries()) expect(ratio).toBeCloseTo(there[index]?.ratio ?? 1, 12);
  });

  it("says how many figures there are when they are too few, as others are decided", () => {
    const random = createRandom(10);
    const [few, enough] = decideHistories(
      [series({ ...still, count: 7 }, 1.5, random), series({ ...still, count: 8 }, 1.5, random)],
      limit,
    );
    expect(few).toEqual({
      outcome: "undecided",
      ratio: undefined,
      interval: undefined,
      points: 7,
      because: "Of this machine there are 7 earlier figures; it takes at least 8.",
    });
    expect(enough).toMatchObject({ outcome: "regressed", points: 8 });
  });

  it.each([1, 2, 3])("is none where the latest %d figures left the level, which may be a step", (latest) => {
    const random = createRandom(11);
    const shape = (index: number) => (index >= 20 - latest ? 1.3 : 1);
    for (const factor of [1, 1.3]) {
      const [decision] = decideHistories([series({ ...still, shape }, factor, random)], limit);
      expect(decision).toMatchObject({
        outcome: "undecided",
        because: expect.stringMatching(/it takes 4 to know a new level\.$/),
      });
      expect(decision?.because).toContain(
        latest === 1 ? "The latest earlier figure is" : `The latest ${latest} earlier`,
      );
    }
  });
});

describe("alarms before", () => {
  const still = { count: 20, deviation: 0.02 };
  const restless = { ...still, shape: (index: number) => (index % 6 === 2 ? 1.4 : 1) };

  it("make a benchmark undecided, and leave the others of its suite alone", () => {
    const random = createRandom(12);
    const others = Array.from({ length: 18 }, () => series(still, 1, random));
    const [first, second] = decideHistories(
      [series(restless, 1.4, random), series(still, 1.4, random), ...others],
      limit,
    );
    expect(first).toMatchObject({
      outcome: "undecided",
      because: "3 of the 20 figures before were as far on the bad side, without a change that stayed.",
    });
    expect(second?.outcome).toBe("regressed");
  });

  it("at several commits make the whole suite undecided, but not what became faster", () => {
    const random = createRandom(13);
    const hit = (commit: number) => series({ ...still, shape: (index) => (index === commit ? 1.5 : 1) }, 1, random);
    const all = [
      series(still, 1.4, random),
      series(still, 0.7, random),
      hit(4),
      hit(9),
      ...Array.from({ length: 8 }, () => series(still, 1, random)),
    ];
    const [slower, faster, other] = decideHistories(all, limit);
    expect(slower).toMatchObject({
      outcome: "undecided",
      because:
        "At 2 of the 20 commits before, a figure of the suite was as far on the bad side, without a change that stayed.",
    });
    expect([faster?.outcome, other?.outcome]).toEqual(["improved", "unchanged"]);
  });

  it("at one of twenty commits are forgiven, though in two benchmarks", () => {
    const random = createRandom(14);
    const hit = () => series({ ...still, shape: (index) => (index === 4 ? 1.5 : 1) }, 1, random);
    const all = [
      series(still, 1.4, random),
      hit(),
      hit(),
      ...Array.from({ length: 8 }, () => series(still, 1, random)),
    ];
    expect(outcomes(all)[0]).toBe("regressed");
  });
});

describe("figures that are odd", () => {
  const finite = (values: readonly (number | undefined)[]) => values.every((value) => Number.isFinite(value));

  it("of a counter that never varies are judged", () => {
    const counter = (head: number): HistorySeries => ({ better: "lower", earlier: Array(12).fill(1000), head });
    expect(outcomes([counter(1000), counter(1001), counter(1200), counter(800)])).toEqual([
      "unchanged",
      "unchanged",
      "regressed",
      "improved",
    ]);
    expect(outcomes(Array.from({ length: 30 }, () => counter(1000)))).toEqual(Array(30).fill("unchanged"));
  });

  it("are left out when they are no number above zero", () => {
    const odd = [0, -1, Number.NaN, Number.POSITIVE_INFINITY];
    const [some, none] = decideHistories(
      [
        { better: "lower", earlier: [...odd, ...Array(9).fill(5), ...odd], head: 5 },
        { better: "higher", earlier: odd, head: 5 },
      ],
      limit,
    );
    expect(some).toMatchObject({ outcome: "unchanged", points: 9 });
    expect(none).toMatchObject({ outcome: "undecided", points: 0 });
    for (const head of odd) {
      const [decision] = decideHistories([{ better: "lower", earlier: Array(9).fill(5), head }], limit);
      expect(decision).toMatchObject({
        outcome: "undecided",
        ratio: undefined,
        because: "The figure of head is not a number above zero.",
      });
    }
  });

  it("never make a number that is none, from one end of what there is to the other", () => {
    const random = createRandom(15);
    const some = [5e-324, 1e-300, 1, 1e300, Number.MAX_VALUE];
    for (let round = 0; round < 100; round += 1) {
      const pick = () => some[Math.floor(random.uniform() * some.length)] ?? 1;
      const all = Array.from(
        { length: 1 + (round % 7) },
        (): HistorySeries => ({
          better: random.uniform() < 0.5 ? "lower" : "higher",
          earlier: Array.from({ length: Math.floor(random.uniform() * 20) }, pick),
          head: pick(),
        }),
      );
      for (const { ratio, interval, because } of decideHistories(all, limit)) {
        if (ratio !== undefined) expect(finite([ratio, ...(interval ?? [])])).toBe(true);
        expect(because ?? "").not.toMatch(/NaN|Infinity/);
      }
    }
    expect(decideHistories([], limit)).toEqual([]);
  });
});
