import { describe, expect, it } from "@jest/globals";
import { collector, type NewSeries } from "../../../src/formats/benchmarks/collector.ts";
import { problemLog } from "../../../src/formats/benchmarks/problems.ts";

const time: NewSeries = { name: "a", metric: "time", unit: "s", better: "lower", stated: { mean: 1, percentiles: [] } };

function collect(...series: readonly NewSeries[]) {
  const problems = problemLog();
  const series_ = collector(problems);
  for (const one of series) series_.add(one);
  return { kept: series_.list(), rules: problems.list().map(({ rule }) => rule) };
}

describe("series that are kept", () => {
  it("are told apart by name, metric and parameters", () => {
    const n = (value: string) => [{ name: "n", value }];
    const { kept, rules } = collect(
      time,
      { ...time, metric: "memory" },
      { ...time, parameters: n("1") },
      { ...time, parameters: n("2") },
      { ...time, name: "b" },
    );
    expect([kept.length, rules]).toEqual([5, []]);
  });

  it("are the first of those that are the same", () => {
    const { kept, rules } = collect(time, { ...time, stated: { mean: 2, percentiles: [] } });
    expect([kept.map(({ stated }) => stated.mean), rules]).toEqual([[1], ["duplicate"]]);
  });

  it.each<readonly [string, Partial<NewSeries>, readonly string[]]>([
    ["name", { name: "" }, ["unreadable-entry"]],
    ["metric", { metric: "" }, ["unreadable-entry"]],
    ["figure", { stated: { stddev: 1, count: 3, percentiles: [] } }, ["no-figure"]],
    ["sample and no figure", { stated: { percentiles: [] }, samples: new Float64Array(0) }, ["no-figure"]],
  ])("have no empty %s", (_what, change, rules) => {
    expect(collect({ ...time, ...change })).toEqual({ kept: [], rules });
  });

  it.each<readonly [string, Partial<NewSeries>]>([
    ["a percentile", { stated: { percentiles: [{ percent: 95, value: 1 }] } }],
    ["a least value", { stated: { min: 1, percentiles: [] } }],
    ["samples", { stated: { percentiles: [] }, samples: Float64Array.of(1) }],
  ])("may have %s alone", (_what, change) => {
    expect(collect({ ...time, ...change }).kept).toHaveLength(1);
  });

  it("have iterations and processes only of their samples", () => {
    const samples = Float64Array.of(1, 2, 3);
    const kept = (change: Partial<NewSeries>) => {
      const [series] = collect({ ...time, samples, ...change }).kept;
      return [series?.iterations, series?.processes];
    };
    expect(kept({ iterations: Float64Array.of(4, 5, 6), processes: [1, 2] })).toEqual([
      Float64Array.of(4, 5, 6),
      [1, 2],
    ]);
    expect(kept({ iterations: Float64Array.of(4, 5), processes: [1, 1] })).toEqual([undefined, undefined]);
    expect(kept({ iterations: 7, processes: [] })).toEqual([7, undefined]);
    expect(collect({ ...time, processes: [] }).kept[0]?.processes).toBeUndefined();
  });
});
