import { describe, expect, it } from "@jest/globals";
import { fixtureText, read, readFixture, readSeries, rulesOf, shownSeries } from "../reports.ts";

const cart = "Shop.Benchmarks.CartBenchmark";
const job = "job=Job(IterationCount=4, LaunchCount=2)";

describe("BenchmarkDotNet", () => {
  it("has a series for each set of parameters and job, with launches as processes", () => {
    const report = readFixture("benchmarkdotnet/report-full.json");
    const nine = "job=.NET 9.0(Runtime=.NET 9.0)";
    expect(shownSeries(report)).toEqual([
      `${cart}.Total(Count: 10) (Count=10, ${job}): time in s, lower, 4 samples, processes 2+2`,
      `${cart}.Total(Count: 10) (Count=10, ${job}): memory in B, lower, no samples`,
      `${cart}.Total(Count: 1000, Text: a, b) (Count=1000, Text=a, b, ${job}): time in s, lower, 4 samples, processes 2+2`,
      `${cart}.Total(Count: 1000, Text: a, b) (Count=1000, Text=a, b, ${job}): memory in B, lower, no samples`,
      `${cart}.Total(Count: 10) (Count=10, ${nine}): time in s, lower, 4 samples, processes 4`,
      `${cart}.Total(Count: 10) (Count=10, ${nine}): memory in B, lower, no samples`,
    ]);
    expect([report.complete, rulesOf(report)]).toEqual([true, []]);
    expect(report.testbed).toEqual({
      cpu: "AMD EPYC",
      cores: 2,
      architecture: "X64",
      os: "Debian GNU/Linux 12 (bookworm)",
      runtimes: [".NET 8.0.1 (8.0.123.58001)"],
    });
  });

  it("has nanoseconds of one operation, and what the tool says of them", () => {
    const [time] = readFixture("benchmarkdotnet/report-full.json").series;
    expect([...(time?.samples ?? [])]).toEqual([12.5e-9, 12.75e-9, 12.25e-9, 13e-9]);
    expect(time?.iterations).toEqual(Float64Array.of(1024, 1024, 1024, 1024));
    expect(time?.stated).toMatchObject({ mean: 12.625e-9, median: 12.625e-9, min: 12.25e-9, max: 13e-9, count: 4 });
    expect(time?.stated.percentiles.map(({ percent }) => percent)).toEqual([0, 25, 50, 67, 80, 85, 90, 95, 100]);
  });

  it("reads the brief report, which does not tell processes", () => {
    const [full, brief] = [
      readFixture("benchmarkdotnet/report-full.json"),
      readFixture("benchmarkdotnet/report-brief.json"),
    ];
    expect(brief.complete).toBe(true);
    const known = ({ samples, stated }: (typeof full.series)[number]) => ({ samples, stated });
    expect(brief.series.map(known)).toEqual(full.series.map(known));
    expect(brief.series.map(({ processes, iterations }) => [processes, iterations])).toEqual(
      full.series.map(() => [undefined, undefined]),
    );
  });

  it("says which benchmark failed", () => {
    const report = readFixture("benchmarkdotnet/failed.json");
    expect([rulesOf(report), report.series.length]).toEqual([["failed!"], 1]);
    expect(report.problems[0]?.what).toBe(`"${cart}.Missing" has no figures.`);
  });

  it("does not tell processes by measurements that are not those of the values", () => {
    const text = fixtureText("benchmarkdotnet/report-full.json").replace('"Result"', '"Resulx"');
    const [time, , other] = readSeries(text).series;
    expect([time?.processes, other?.processes]).toEqual([undefined, [2, 2]]);
  });

  it("is named by its parts where there is no full name", () => {
    const entry = '{"Namespace": null, "Type": "Cart", "Method": "Total", "Parameters": "", "Statistics": {"Mean": 5}}';
    const { series } = readSeries(`{"HostEnvironmentInfo": {}, "Benchmarks": [${entry}]}`);
    expect(series.map(({ name, parameters, stated }) => [name, parameters, stated.mean])).toEqual([
      ["Cart.Total", [], 5e-9],
    ]);
  });

  it.each([
    ["a benchmark that is no object", "7", ["unreadable-entry!", "empty!"]],
    ["no statistics", '{"FullName": "a"}', ["unreadable-entry!", "empty!"]],
    ["no name", '{"Statistics": {"Mean": 5}}', ["unreadable-entry!", "empty!"]],
    ["no mean", '{"FullName": "a", "Statistics": {"Median": 5}}', ["unreadable-entry!"]],
    [
      "memory below zero",
      '{"FullName": "a", "Statistics": {"Mean": 5}, "Memory": {"BytesAllocatedPerOperation": -1}}',
      ["negative!"],
    ],
  ])("tells of %s", (_what, entry, rules) => {
    expect(rulesOf(read(`{"HostEnvironmentInfo": {}, "Benchmarks": [${entry}]}`))).toEqual(rules);
  });
});
