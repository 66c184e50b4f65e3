import { describe, expect, it } from "@jest/globals";
import { disagreements } from "../printed.ts";
import { fixtureText, read, readFixture, readSeries, rulesOf, seriesOf, shownSeries } from "../reports.ts";

/** name, min, max, mean, standard deviation, median, rounds, iterations, as its table has them, in microseconds. */
const row = /^(test_\S+) +([\d.]+) \S+ +([\d.]+) \S+ +([\d.]+) \S+ +([\d.]+) \S+ +([\d.]+) \S+ +(\d+) +(\d+)$/gm;

describe("pytest-benchmark", () => {
  it.each(["with-data", "without-data"])("%s: is what the tool printed", (name) => {
    const report = readFixture(`pytest-benchmark/${name}.json`);
    const rows = [...fixtureText(`pytest-benchmark/${name}.txt`).matchAll(row)];
    expect(rows).toHaveLength(4);
    for (const [, test, min, max, mean, stddev, median, rounds, iterations] of rows) {
      const series = seriesOf(report, `test_cart.py::${test}`);
      const { stated } = series;
      const micro = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1e6);
      const wrong = disagreements([
        ["min", min, micro(stated.min)],
        ["max", max, micro(stated.max)],
        ["mean", mean, micro(stated.mean)],
        ["stddev", stddev, micro(stated.stddev)],
        ["median", median, micro(stated.median)],
        ["rounds", rounds, stated.count],
        ["iterations", iterations, typeof series.iterations === "number" ? series.iterations : undefined],
      ]);
      expect(wrong).toEqual([]);
    }
  });

  it("has every round, in seconds of one iteration", () => {
    const report = readFixture("pytest-benchmark/with-data.json");
    expect(shownSeries(report)).toEqual([
      "test_cart.py::test_total[10] (n=10): time in s, lower, 25 samples, 132 iterations",
      "test_cart.py::test_total[1000] (n=1000): time in s, lower, 5 samples, 10 iterations",
      "test_cart.py::test_rounds: time in s, lower, 12 samples, 5 iterations",
      "test_cart.py::test_once: time in s, lower, 1 samples, 1 iterations",
    ]);
    for (const { samples, stated } of report.series) {
      const all = [...(samples ?? [])];
      expect([Math.min(...all), Math.max(...all)]).toEqual([stated.min, stated.max]);
      const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
      expect(Math.abs(mean / (stated.mean ?? 0) - 1)).toBeLessThan(1e-12);
    }
    expect([report.complete, rulesOf(report)]).toEqual([true, []]);
    expect(report.testbed).toEqual({
      cpu: "AMD EPYC",
      cores: 2,
      architecture: "x86_64",
      os: "Linux 6.1.0",
      runtimes: ["CPython 3.11.7"],
    });
  });

  it("without rounds has what the tool says of them, and quartiles as percentiles", () => {
    const report = readFixture("pytest-benchmark/without-data.json");
    expect(report.series.map(({ samples }) => samples)).toEqual([undefined, undefined, undefined, undefined]);
    const { percentiles } = seriesOf(report, "test_cart.py::test_rounds").stated;
    expect(percentiles.map(({ percent }) => percent)).toEqual([25, 75]);
    expect(report.complete).toBe(true);
  });

  const entry = (stats: string, name = "test_a") =>
    `{"machine_info": {}, "benchmarks": [{"fullname": "${name}", "params": null, "stats": ${stats}}]}`;

  it("reads NaN and Infinity of Python as what nobody can judge by", () => {
    const report = read(entry('{"mean": NaN, "median": 1.5, "max": Infinity, "min": -Infinity, "rounds": 3}'));
    expect(rulesOf(report)).toEqual(["not-finite!"]);
    expect(report.problems[0]).toMatchObject({
      times: 3,
      what: '"mean" of "test_a" is "NaN", which is no finite number.',
    });
    expect(report.kind === "series" && report.series[0]?.stated).toEqual({ median: 1.5, count: 3, percentiles: [] });
  });

  it("keeps no samples when one of them cannot be taken", () => {
    for (const data of ["[1, NaN, 2]", "[1, null]", '[1, "x"]', "[1, -2]", '"... omitted"', "[[1]]", "[1e400]"]) {
      const report = readSeries(entry(`{"mean": 1, "rounds": 2, "data": ${data}}`));
      expect([data, report.complete, report.series[0]?.samples]).toEqual([data, false, undefined]);
    }
  });

  it("says that the number of rounds is not that of the samples", () => {
    const report = read(entry('{"mean": 1, "rounds": 3, "data": [1, 1]}'));
    expect([report.complete, rulesOf(report)]).toEqual([true, ["count-differs"]]);
  });

  it.each([
    ["no name", '{"machine_info": {}, "benchmarks": [{"stats": {"mean": 1}}]}', ["unreadable-entry!", "empty!"]],
    ["no figures", '{"machine_info": {}, "benchmarks": [{"fullname": "a"}]}', ["unreadable-entry!", "empty!"]],
    ["no mean", entry('{"median": 1}'), ["unreadable-entry!"]],
    ["nothing but a deviation", entry('{"stddev": 1, "mean": null}'), ["no-figure!", "empty!"]],
    ["a benchmark that is a number", '{"machine_info": {}, "benchmarks": [7]}', ["unreadable-entry!", "empty!"]],
    ["no benchmark", '{"machine_info": {}, "benchmarks": []}', ["empty!"]],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text))).toEqual(rules);
  });

  it("reads what py-cpuinfo called the processor before version 7", () => {
    const text =
      '{"machine_info": {"cpu": {"brand": " EPYC ", "count": -1}}, "benchmarks": [{"fullname": "a", "stats": {"mean": 1}}]}';
    expect(readSeries(text).testbed).toEqual({ cpu: "EPYC", runtimes: [] });
  });
});
