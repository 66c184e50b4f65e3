import { describe, expect, it } from "@jest/globals";
import { robustSegments } from "../../../../src/gates/benchmarks/decide/robust-segments.ts";
import { steps } from "../../../../src/gates/benchmarks/decide/steps.ts";
import { createRandom, type Random } from "../../../../src/gates/benchmarks/simulate/random.ts";

function noisy(levels: readonly (readonly [count: number, level: number])[], deviation: number, random: Random) {
  return levels.flatMap(([count, level]) =>
    Array.from({ length: count }, () => level * Math.exp(deviation * random.normal())),
  );
}

describe("steps", () => {
  it("are found where a level changes, with both levels", () => {
    const found = steps(
      noisy(
        [
          [20, 100],
          [20, 120],
          [20, 90],
        ],
        0.02,
        createRandom(1),
      ),
    );
    expect(found.map(({ index }) => index)).toEqual([20, 40]);
    expect(found[0]?.before).toBeCloseTo(100, -1);
    expect(found[0]?.after).toBeCloseTo(120, -1);
    expect(found[0]?.ratio).toBeCloseTo(1.2, 1);
    expect(found[1]?.before).toBe(found[0]?.after);
    expect(found[1]?.ratio).toBeCloseTo(0.75, 1);
  });

  it("are the same in whatever unit, and inverse for inverse values", () => {
    const values = noisy(
      [
        [15, 3],
        [15, 4],
      ],
      0.03,
      createRandom(2),
    );
    const [one] = steps(values);
    const [larger] = steps(values.map((value) => value * 1e9));
    const [inverse] = steps(values.map((value) => 1 / value));
    expect([larger?.index, inverse?.index]).toEqual([one?.index, one?.index]);
    expect(larger?.ratio).toBeCloseTo(one?.ratio ?? 0, 10);
    expect(inverse?.ratio).toBeCloseTo(1 / (one?.ratio ?? 0), 2);
  });

  it.each([30, 60, 200])("are found in at most 1 %% of %d values that only vary", (count) => {
    const random = createRandom(3, count);
    const found = Array.from({ length: 300 }, () => steps(noisy([[count, 1]], 0.05, random))).filter(
      (one) => one.length > 0,
    );
    expect(found.length).toBeLessThanOrEqual(3);
  });

  it("are not made of outliers, be it three in a row at the end", () => {
    const random = createRandom(4);
    for (const at of [[5], [0], [29], [10, 20], [12, 13, 14, 15], [27, 28, 29]]) {
      const values = noisy([[30, 10]], 0.03, random).map((value, index) => (at.includes(index) ? value * 1.5 : value));
      expect(steps(values)).toEqual([]);
    }
  });

  it("are found at the end from four values on", () => {
    const values = [...noisy([[30, 10]], 0.02, createRandom(5)), 15, 15.1, 14.9, 15];
    expect(steps(values.slice(0, -1))).toEqual([]);
    expect(steps(values).map(({ index }) => index)).toEqual([30]);
  });

  it("are found beside an outlier", () => {
    const values = noisy(
      [
        [20, 10],
        [10, 12],
      ],
      0.02,
      createRandom(6),
    ).map((value, index) => (index === 25 ? 30 : value));
    expect(steps(values).map(({ index }) => index)).toEqual([20]);
  });

  it("of counters that never vary are found, from far below to far above", () => {
    expect(steps([...Array(10).fill(1e-300), ...Array(10).fill(1e300)])).toEqual([
      { index: 10, before: expect.closeTo(1e-300), after: expect.any(Number), ratio: Number.MAX_VALUE },
    ]);
    expect(steps(Array(50).fill(7))).toEqual([]);
  });

  it("leave out what is no number above zero, and count it for the index", () => {
    const odd = [Number.NaN, 0, Number.POSITIVE_INFINITY, -3];
    expect(steps([...odd, ...Array(10).fill(2), ...odd, ...Array(10).fill(3), ...odd])).toEqual([
      { index: 18, before: 2, after: expect.closeTo(3), ratio: expect.closeTo(1.5) },
    ]);
    for (const few of [[], odd, [1], [1, 2], [1, 1, 1, 2, 2, 2]]) expect(steps(few)).toEqual([]);
  });
});

describe("segments that cost least", () => {
  /** By trying every last segment, and every level that could be the best of it. */
  function leastCost(values: readonly number[], reach: number, penalty: number): number {
    const costOf = (segment: readonly number[]) => {
      const ascending = segment.toSorted((left, right) => left - right);
      const levels = ascending.flatMap((_, from) =>
        ascending.slice(from).map((_, length) => {
          const near = ascending.slice(from, from + length + 1);
          return near.reduce((sum, value) => sum + value, 0) / near.length;
        }),
      );
      const cost = (level: number) =>
        segment.reduce((sum, value) => sum + Math.min((value - level) ** 2, reach ** 2), 0);
      return Math.min(...levels.map(cost));
    };
    const least = [-penalty];
    for (let end = 1; end <= values.length; end += 1) {
      const costs = Array.from(
        { length: end },
        (_, start) => (least[start] ?? 0) + penalty + costOf(values.slice(start, end)),
      );
      least.push(Math.min(...costs));
    }
    return least.at(-1) ?? 0;
  }

  function costOf(values: readonly number[], starts: readonly number[], reach: number, penalty: number): number {
    const bounds = [0, ...starts, values.length];
    const parts = bounds.slice(1).map((end, place) => leastCost(values.slice(bounds[place], end), reach, 1e9));
    return parts.reduce((sum, part) => sum + part, 0) + penalty * starts.length;
  }

  it.each([
    [3, 30],
    [2, 6],
    [1, 2],
    [3, 1],
  ])("do so by brute force with reach %d and penalty %d", (reach, penalty) => {
    const random = createRandom(7, reach, penalty);
    for (let round = 0; round < 12; round += 1) {
      const values = Array.from(
        { length: 16 },
        (_, index) => random.normal() + 4 * Math.floor(index / (4 + (round % 5))),
      );
      const starts = robustSegments(values, { reach, penalty });
      expect(costOf(values, starts, reach, penalty)).toBeCloseTo(leastCost(values, reach, penalty), 8);
    }
  });
});
