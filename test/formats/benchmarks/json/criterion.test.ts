import { describe, expect, it } from "@jest/globals";
import { disagreements } from "../printed.ts";
import { fixture, fixtureText, read, readFixture, readSeries, rulesOf, seriesOf, shownSeries } from "../reports.ts";

const folder = (parameter: string) => `criterion/target/criterion/cart/total/${parameter}`;
const factors: Readonly<Record<string, number>> = { ns: 1e9, µs: 1e6, ms: 1e3, s: 1 };

describe("Criterion", () => {
  it.each(["10", "1000"])("cart/total/%s: the estimate is what the tool printed", (parameter) => {
    const report = readFixture(`${folder(parameter)}/new/estimates.json`);
    const { stated } = seriesOf(report, `cart/total/${parameter}`, "time");
    const line = new RegExp(`^cart/total/${parameter} +time: +\\[\\S+ \\S+ (\\S+) (\\S+)`, "m");
    const [, printed, unit = ""] = line.exec(fixtureText("criterion/report.txt")) ?? [];
    // What it prints is the slope of its regression where there is one.
    expect(disagreements([["time", printed, (stated.value ?? Number.NaN) * (factors[unit] ?? 0)]])).toEqual([]);
    expect([report.complete, report.format]).toEqual([true, "criterion"]);
  });

  it.each(["10", "1000"])("cart/total/%s: the samples are those of the estimates", (parameter) => {
    const report = readFixture(`${folder(parameter)}/new/sample.json`);
    const { samples, iterations } = seriesOf(report, `cart/total/${parameter}`, "time");
    const { stated } = seriesOf(readFixture(`${folder(parameter)}/new/estimates.json`), `cart/total/${parameter}`);
    const all = [...(samples ?? [])];
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    expect(Math.abs(mean / (stated.mean ?? 0) - 1)).toBeLessThan(1e-9);
    expect(shownSeries(report)).toEqual([`cart/total/${parameter}: time in s, lower, 10 samples`]);
    expect(iterations).toHaveLength(10);
  });

  it("does not take a change for a duration", () => {
    const report = read(fixture(`${folder("10")}/change/estimates.json`), {
      path: "target/criterion/a/change/estimates.json",
    });
    expect([report.kind, rulesOf(report)]).toEqual(["unknown", ["unknown-format!"]]);
  });

  const sample = '{"sampling_mode": "Linear", "iters": [1, 2], "times": [10, 20]}';

  it.each([
    ["target/criterion/cart/total/10/new/sample.json", "cart/total/10"],
    ["C:\\shop\\target\\criterion\\cart\\base\\sample.json", "cart"],
    ["results/cart/total/10/new/sample.json", "cart/total/10"],
    ["criterion/criterion/one/new/sample.json", "one"],
    ["a//./b/new/sample.json", "a/b"],
  ])("is named by its path, %s", (path, name) => {
    expect(readSeries(sample, path).series.map((series) => series.name)).toEqual([name]);
  });

  it.each(["", "sample.json", "/new/sample.json", "target/criterion/new/sample.json"])("has no name in %s", (path) => {
    expect(rulesOf(read(sample, { path }))).toEqual(["no-name!"]);
  });

  it.each([
    ["fewer times than iterations", '{"sampling_mode": "Flat", "iters": [1, 2], "times": [10]}', ["unreadable-entry!"]],
    ["no iterations", '{"sampling_mode": "Flat", "iters": [1, 0], "times": [10, 20]}', ["unreadable-entry!"]],
    ["a time below zero", '{"sampling_mode": "Flat", "iters": [1], "times": [-1]}', ["negative!", "unreadable-entry!"]],
    ["no times", '{"sampling_mode": "Flat", "iters": []}', ["unreadable-entry!"]],
    ["times twice", '{"iters": [1], "times": [2], "times": [3]}', ["duplicate!"]],
    ["no median", '{"mean": {"point_estimate": 1}, "std_dev": {"point_estimate": 1}}', ["unreadable-entry!"]],
    [
      "an estimate that is a number",
      '{"mean": {"point_estimate": 1}, "median": {"point_estimate": 1}, "std_dev": 7}',
      ["unreadable-entry!", "unknown-format!"],
    ],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text, { path: "criterion/a/new/sample.json" }))).toEqual(rules);
  });

  it("has no slope where sampling is flat", () => {
    const text =
      '{"mean": {"point_estimate": 5}, "median": {"point_estimate": 4}, "slope": null, "std_dev": {"point_estimate": 1}}';
    const { series, complete } = readSeries(text, "criterion/a/new/estimates.json");
    expect([complete, series[0]?.stated]).toEqual([true, { mean: 5e-9, median: 4e-9, stddev: 1e-9, percentiles: [] }]);
  });
});
