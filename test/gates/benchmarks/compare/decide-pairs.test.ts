import { describe, expect, it } from "@jest/globals";
import { type Comparison, worstFirst } from "../../../../src/gates/benchmarks/compare/comparison.ts";
import { decidePairs } from "../../../../src/gates/benchmarks/compare/decide-pairs.ts";
import { limitsOf } from "../../../../src/gates/benchmarks/compare/limits.ts";
import type { PairedBenchmark } from "../../../../src/gates/benchmarks/compare/paired-benchmarks.ts";
import { createRandom } from "../../../../src/gates/benchmarks/simulate/random.ts";

const random = createRandom(7);

function benchmark(
  name: string,
  factor: number,
  { pairs = 10, process = 0.01, better = "lower" as const, metric = "time" }: Partial<Options> = {},
): PairedBenchmark {
  const run = (level: number) => {
    const own = level * Math.exp(process * random.normal());
    return Array.from({ length: 15 }, () => own * Math.exp(0.02 * random.normal()));
  };
  const place = { name, parameters: [], metric, unit: "s", flag: "bench", testbed: "" };
  const blocks = Array.from({ length: pairs }, () => ({ base: run(1), head: run(factor) }));
  return { place, better, blocks, lacking: 0 };
}

interface Options {
  pairs: number;
  process: number;
  better: "lower" | "higher";
  metric: string;
}

function counter(name: string, base: readonly number[], head: readonly number[]): PairedBenchmark {
  const blocks = base.map((value, index) => ({ base: [value], head: [head[index] ?? 0] }));
  return {
    place: { name, parameters: [], metric: "allocations", unit: "", flag: "", testbed: "" },
    better: "lower",
    blocks,
    lacking: 0,
  };
}

const shown = { limitOf: limitsOf("10%", []), plainRatio: "shown" } as const;
const outcomes = (comparisons: readonly Comparison[]) => comparisons.map(({ outcome }) => outcome);

describe("pairs", () => {
  it("are decided on by the rule, with ratio, interval and the course of ratios", () => {
    const [slow, same, fast] = decidePairs(
      [benchmark("slow", 1.3), benchmark("same", 1), benchmark("fast", 0.7)],
      shown,
    );
    expect([slow?.outcome, same?.outcome, fast?.outcome]).toEqual(["regressed", "unchanged", "improved"]);
    expect(slow?.ratio).toBeCloseTo(1.3, 1);
    expect(slow?.interval?.[0]).toBeGreaterThan(1.25);
    expect(slow).toMatchObject({ limit: 0.1, grounds: { kind: "pairs", pairs: 10 }, further: undefined });
    expect(slow?.course).toHaveLength(10);
    expect(Math.min(...(slow?.course ?? []))).toBeGreaterThan(1.2);
  });

  it("of a rate are worse the lower it is", () => {
    const [comparison] = decidePairs([benchmark("rate", 0.7, { better: "higher" })], shown);
    expect(comparison?.outcome).toBe("regressed");
    expect(comparison?.ratio).toBeCloseTo(0.7, 1);
  });

  it("that vary too much are undecided, and it is said how many more would decide", () => {
    const [comparison] = decidePairs([benchmark("wild", 1.05, { process: 0.15 })], shown);
    expect(comparison?.outcome).toBe("undecided");
    expect(comparison?.further).toBeGreaterThanOrEqual(10);
  });

  it("have limits of their own, of which the last that names a benchmark counts", () => {
    const limits = limitsOf("10%", [
      { benchmark: "api::*", limit: "50%" },
      { benchmark: "api::[x]*", limit: "none" },
      { benchmark: "*", metric: "memory", limit: "2%" },
    ]);
    const all = [
      benchmark("core", 1.3),
      benchmark("api::slow", 1.15),
      benchmark("api::[x]", 1.3),
      benchmark("api::leak", 1.05, { metric: "memory", process: 0.001 }),
    ];
    const comparisons = decidePairs(all, { ...shown, limitOf: limits });
    expect(comparisons.map(({ outcome, limit }) => [outcome, limit])).toEqual([
      ["regressed", 0.1],
      ["unchanged", 0.5],
      ["regressed", undefined],
      ["regressed", 0.02],
    ]);
  });

  it("are too few below five: only the ratio is shown, unless it is to be judged", () => {
    const few = benchmark("few", 1.3, { pairs: 4 });
    expect(decidePairs([few], shown)).toMatchObject([
      {
        outcome: "undecided",
        interval: undefined,
        grounds: { kind: "ratio", pairs: 4 },
        because: expect.stringMatching(/at least 5/),
      },
    ]);
    const judged = { ...shown, plainRatio: "judged" } as const;
    const one = { pairs: 1, process: 0 };
    const all = [
      few,
      benchmark("same", 1.02, one),
      benchmark("fast", 0.8, one),
      benchmark("rate", 0.8, { ...one, better: "higher" }),
    ];
    expect(outcomes(decidePairs(all, judged))).toEqual(["regressed", "unchanged", "improved", "regressed"]);
  });

  it("of counters that are zero are unchanged, and one that appears in five is worse; nothing is a multiple of zero", () => {
    const zero = [0, 0, 0, 0, 0];
    const one = [1, 1, 1, 1, 1];
    const all = [
      counter("zero", zero, zero),
      counter("appears", zero, one),
      counter("vanishes", one, zero),
      counter("at times", zero, [0, 1, 0, 0, 0]),
      counter("appears in four", zero.slice(1), one.slice(1)),
    ];
    const comparisons = decidePairs(all, shown);
    expect(outcomes(comparisons)).toEqual(["unchanged", "regressed", "improved", "undecided", "undecided"]);
    expect(comparisons.map(({ ratio }) => ratio)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it("of nothing give nothing", () => {
    expect(decidePairs([], shown)).toEqual([]);
    expect(decidePairs([{ ...benchmark("none", 1), blocks: [] }], shown)).toMatchObject([{ outcome: "undecided" }]);
  });
});

describe("the worst", () => {
  it("is first: what blocks, by how much worse it became; what has no limit is last", () => {
    const limitOf = limitsOf("10%", [{ benchmark: "shown", limit: "none" }]);
    const all = [
      benchmark("same", 1),
      benchmark("shown", 3),
      benchmark("fast", 0.7),
      benchmark("slow", 1.3),
      benchmark("rate", 0.5, { better: "higher" }),
      counter("appears", [0, 0, 0, 0, 0], [1, 1, 1, 1, 1]),
    ];
    const sorted = worstFirst([
      ...decidePairs(all, { ...shown, limitOf }),
      ...decidePairs([benchmark("wild", 1, { pairs: 2 })], shown),
    ]);
    expect(sorted.map(({ place }) => place.name)).toEqual(["appears", "rate", "slow", "wild", "fast", "same", "shown"]);
  });
});
