import { describe, expect, it } from "@jest/globals";
import type { Series } from "../../../../src/formats/benchmarks/model.ts";
import { checkBudgets } from "../../../../src/gates/benchmarks/budgets/check-budgets.ts";
import { budgetText } from "../../../../src/gates/benchmarks/findings.ts";
import { benchmarks } from "../../../../src/gates/benchmarks/gate.ts";
import { BenchmarkSettings, type HeadBenchmark } from "../../../../src/gates/benchmarks/model.ts";
import { seriesOf } from "../compare/read.ts";

function budgetsOf(...budgets: readonly object[]) {
  const reports = [{ artifact: "bench", path: "*.json" }];
  return BenchmarkSettings.parse({ reports, budgets }).budgets;
}

function head(
  name: string,
  runs: readonly Partial<Series>[],
  better: HeadBenchmark["better"] = "lower",
): HeadBenchmark {
  const series = runs.map((more) => seriesOf(name, more));
  const [first = seriesOf(name)] = series;
  const { parameters, metric, unit } = first;
  return { place: { name, parameters, metric, unit, flag: "bench", testbed: "" }, better, series };
}

/** So many rounds of 1 ms, 2 ms, and so on. */
function rounds(count: number, more: Partial<Series> = {}): Partial<Series> {
  return { samples: Float64Array.from({ length: count }, (_, index) => (index + 1) / 1000), ...more };
}

function outcomesOf(budget: object, ...all: readonly HeadBenchmark[]) {
  const { checks, idle } = checkBudgets(budgetsOf(budget), all);
  return [...checks.map(({ place, figure, outcome }) => `${place.name} ${figure} ${outcome}`), ...idle];
}

const stated = (figures: Partial<Series["stated"]>) => ({ stated: { percentiles: [], ...figures } });

describe("a budget of rounds", () => {
  // Of 100 rounds 1…100 ms, the 95 % bounds of p95 are the 91st and the 99th.
  it.each([
    ["99ms", "kept"],
    ["98ms", "undecided"],
    ["91ms", "undecided"],
    ["90ms", "broken"],
  ])("p95: %s is %s", (p95, outcome) => {
    expect(outcomesOf({ benchmark: "a", p95 }, head("a", [rounds(100)]))).toEqual([`a p95 ${outcome}`]);
  });

  it("is broken by fewer, too, where even the bound from below is above it", () => {
    const slow = Float64Array.from({ length: 40 }, (_, index) => 0.5 + index / 1000);
    const { checks } = checkBudgets(budgetsOf({ benchmark: "a", p95: "250ms" }), [head("a", [{ samples: slow }])]);
    expect(checks.map(({ outcome, known }) => [outcome, known.kind])).toEqual([["broken", "range"]]);
    expect(checks.map(budgetText)[0]).toMatch(
      /^a: p95 has to be at most 250 ms, and is 5\d\d(\.\d)? ms or more \(95 %\)\.$/,
    );
  });

  it("takes 59 rounds for p95 and 299 for p99, of all runs together, and says so", () => {
    const few = checkBudgets(budgetsOf({ benchmark: "a", p95: "10s", p99: "10s" }), [
      head("a", [rounds(30), rounds(28)]),
    ]);
    expect(few.checks.map(({ known }) => known)).toMatchObject([
      { kind: "unknown", because: "There are 58 rounds; it takes 59 to tell." },
      { kind: "unknown", because: "There are 58 rounds; it takes 299 to tell." },
    ]);
    expect(outcomesOf({ benchmark: "a", p95: "10s" }, head("a", [rounds(30), rounds(29)]))).toEqual(["a p95 kept"]);
    expect(outcomesOf({ benchmark: "a", p99: "10s" }, head("a", [rounds(299)]))).toEqual(["a p99 kept"]);
  });

  it("has no percentile where each round is the average of several calls, but a mean", () => {
    const averaged = head("a", [rounds(100, { iterations: 50, ...stated({ median: 0.05 }) })]);
    expect(outcomesOf({ benchmark: "a", p50: "1s", mean: "60ms" }, averaged)).toEqual([
      "a p50 undecided",
      "a mean kept",
    ]);
    const some = head("a", [rounds(3, { iterations: Float64Array.of(1, 2, 1) })]);
    expect(outcomesOf({ benchmark: "a", p50: "1s" }, some)).toEqual(["a p50 undecided"]);
  });

  it.each([
    ["50.6ms", "kept"],
    ["50.4ms", "broken"],
  ])("mean: %s is %s", (mean, outcome) => {
    expect(outcomesOf({ benchmark: "a", mean }, head("a", [rounds(100)]))).toEqual([`a mean ${outcome}`]);
  });
});

describe("a budget of what reports state", () => {
  const percentiles = [
    { percent: 50, value: 0.1 },
    { percent: 95, value: 0.2 },
  ];

  it("is held by every run, and a percentile is never made of mean and deviation", () => {
    const two = head("a", [stated({ percentiles }), stated({ percentiles: [{ percent: 95, value: 0.3 }] })]);
    expect(outcomesOf({ benchmark: "a", p95: "250ms" }, two)).toEqual(["a p95 broken"]);
    expect(outcomesOf({ benchmark: "a", p95: "300ms" }, two)).toEqual(["a p95 kept"]);
    const figures = head("a", [stated({ mean: 0.1, stddev: 0.001, median: 0.1, max: 0.2, count: 1000 })]);
    expect(outcomesOf({ benchmark: "a", p95: "1s", p50: "100ms", mean: "90ms" }, figures)).toEqual([
      "a mean broken",
      "a p95 undecided",
      "a p50 kept",
    ]);
  });

  it("is what the tool wrote where there are too few rounds", () => {
    expect(outcomesOf({ benchmark: "a", p95: "150ms" }, head("a", [rounds(10, stated({ percentiles }))]))).toEqual([
      "a p95 broken",
    ]);
  });

  it("can be of any metric, in its own unit", () => {
    const memory = head("a", [{ metric: "memory", unit: "B", ...stated({ value: 4096 }) }]);
    const time = head("a", [rounds(5)]);
    expect(outcomesOf({ benchmark: "a", metric: "memory", value: "4KiB" }, memory, time)).toEqual(["a value kept"]);
    expect(outcomesOf({ benchmark: "a", value: "4kB" }, memory, time)).toEqual(["a value broken"]);
  });

  it("is the least where more is better", () => {
    const rate = (runs: readonly Partial<Series>[]) =>
      head(
        "a",
        runs.map((run) => ({ metric: "throughput", unit: "/s", ...run })),
        "higher",
      );
    const one = rate([stated({ value: 900 }), stated({ value: 1100 })]);
    expect(outcomesOf({ benchmark: "a", value: "1000/s" }, one)).toEqual(["a value broken"]);
    expect(outcomesOf({ benchmark: "a", value: "900/s" }, one)).toEqual(["a value kept"]);
    // Of 0.001…0.1 per second, 95 of 100 are above the 6th.
    const hundred = rate([rounds(100, { unit: "/s", metric: "throughput" })]);
    expect(outcomesOf({ benchmark: "a", p95: "0.002/s" }, hundred)).toEqual(["a p95 kept"]);
    expect(outcomesOf({ benchmark: "a", p95: "0.011/s" }, hundred)).toEqual(["a p95 broken"]);
  });
});

describe("a budget that fits nothing", () => {
  it("is told, by name, metric and unit", () => {
    const all = [head("a", [rounds(5)]), head("b", [{ metric: "memory", unit: "B", ...stated({ value: 1 }) }])];
    expect(outcomesOf({ benchmark: "c*", p95: "1s" }, ...all)).toEqual([
      "c*, p95: 1s: no benchmark of head is called so.",
    ]);
    expect(outcomesOf({ benchmark: "a", metric: "memory", value: 3 }, ...all)).toEqual([
      "a (memory), value: 3: no benchmark of head is called so.",
    ]);
    expect(outcomesOf({ benchmark: "*", mean: 3 }, ...all)).toEqual([
      '*, mean: 3: what is called so is measured in "s", "B".',
    ]);
  });
});

describe("the setting", () => {
  const parse = (budget: object) =>
    benchmarks.settings
      .safeParse({ reports: [{ artifact: "b", path: "*" }], budgets: [budget] })
      .error?.issues.map(({ message }) => message);

  it("needs something to keep, a unit that can be read, and no key that nobody knows", () => {
    expect(parse({ benchmark: "a" })).toEqual([
      "Say with `mean`, `p50`, `p95`, `p99` or `value` what the benchmarks have to keep",
    ]);
    expect(parse({ benchmark: "a", p95: "soon" })).toEqual([
      "Write a number with its unit, such as `250ms` or `64MiB`",
    ]);
    expect(parse({ benchmark: "a", p59: "1s", p95: "1s" })).toEqual([expect.stringContaining("p59")]);
  });
});
