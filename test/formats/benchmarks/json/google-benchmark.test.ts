import { describe, expect, it } from "@jest/globals";
import type { Series, SeriesReport } from "../../../../src/formats/benchmarks/model.ts";
import { agrees, disagreements } from "../printed.ts";
import { fixtureText, read, readFixture, readSeries, rulesOf, seriesOf, shownSeries } from "../reports.ts";

const nanoseconds: Readonly<Record<string, number>> = { ns: 1e9, us: 1e6, ms: 1e3, s: 1 };
/** The tool prints bytes in powers of 1,024, and all else in powers of 1,000. */
const prefixes = "kMGTP";

interface PrintedRow {
  readonly name: string;
  readonly aggregate: string | undefined;
  readonly time: string;
  readonly cpu: string;
  readonly unit: string;
  readonly iterations: number;
  readonly counters: readonly (readonly [name: string, printed: string])[];
}

function printedRows(text: string): readonly PrintedRow[] {
  const row = /^(\S+?)(?:_(mean|median|stddev))? +([\d.]+) (ns|us) +([\d.]+) (?:ns|us) +(\d+)(?: (.*))?$/gm;
  return [...text.matchAll(row)].map(([, name = "", aggregate, time = "", unit = "", cpu = "", count, counters]) => ({
    ...{ name, aggregate, time, cpu, unit, iterations: Number(count) },
    counters: (counters ?? "").split(" ").flatMap((one) => {
      const [key, value] = one.split("=");
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  }));
}

/** "3.72065G/s" is 3.72065 in G: the figure is divided before it is compared. */
function counterAgrees(name: string, printed: string, value: number): boolean {
  const [, digits = "", prefix = ""] = /^([\d.]+)([kMGTP]?)(?:\/s)?$/.exec(printed) ?? [];
  const base = name.startsWith("bytes") ? 1_024 : 1_000;
  return agrees(digits, value / base ** (prefix === "" ? 0 : prefixes.indexOf(prefix) + 1));
}

describe("Google Benchmark", () => {
  it.each(["once", "repeated", "aggregates", "failed"])("%s: is what the tool printed", (name) => {
    const report = readFixture(`google-benchmark/${name}.json`);
    const rows = printedRows(fixtureText(`google-benchmark/${name}.txt`));
    expect(rows.length).toBe({ once: 3, repeated: 21, aggregates: 9, failed: 3 }[name]);
    const met = new Map<string, number>();
    for (const row of rows) {
      const index = met.get(row.name) ?? 0;
      if (row.aggregate === undefined) met.set(row.name, index + 1);
      expect(wrongOf(report, row, index)).toEqual([]);
    }
  });

  function wrongOf(report: SeriesReport, row: PrintedRow, index: number): readonly string[] {
    const factor = nanoseconds[row.unit] ?? Number.NaN;
    const figure = (metric: string) => figureOf(seriesOf(report, row.name, metric), row.aggregate, index);
    const counters = row.counters.filter(([name, printed]) => !counterAgrees(name, printed, figure(name)));
    const { iterations, stated } = seriesOf(report, row.name, "time");
    const counted = row.aggregate === undefined && typeof iterations === "object" ? iterations[index] : stated.count;
    return [
      ...disagreements([
        ["time", row.time, figure("time") * factor],
        ["cpu", row.cpu, figure("cpu-time") * factor],
        ["iterations", String(row.iterations), counted],
      ]),
      ...counters.map(([name, printed]) => `${name}: printed ${printed}, read ${figure(name)}`),
    ];
  }

  function figureOf({ samples, stated }: Series, aggregate: string | undefined, index: number): number {
    const { mean, median, stddev } = stated;
    const named: Readonly<Record<string, number | undefined>> = { mean, median, stddev };
    return (aggregate === undefined ? samples?.[index] : named[aggregate]) ?? Number.NaN;
  }

  it("has a sample for each repetition, and never one for an aggregate", () => {
    const report = readFixture("google-benchmark/repeated.json");
    expect(shownSeries(report)).toEqual([
      "Total/10/min_time:0.005: time in s, lower, 4 samples",
      "Total/10/min_time:0.005: cpu-time in s, lower, 4 samples",
      "Total/10/min_time:0.005: items_per_second in /s, higher, 4 samples",
      "Total/1000/min_time:0.005: time in s, lower, 4 samples",
      "Total/1000/min_time:0.005: cpu-time in s, lower, 4 samples",
      "Total/1000/min_time:0.005: items_per_second in /s, higher, 4 samples",
      "Copy/4096/min_time:0.005: time in s, lower, 4 samples",
      "Copy/4096/min_time:0.005: cpu-time in s, lower, 4 samples",
      "Copy/4096/min_time:0.005: bytes_per_second in B/s, higher, 4 samples",
      "Copy/4096/min_time:0.005: carts in plain numbers, unknown, 4 samples",
    ]);
    expect([report.complete, report.testbed]).toEqual([true, { cores: 2, runtimes: [] }]);
  });

  it("has aggregates alone where the tool writes nothing else", () => {
    const report = readFixture("google-benchmark/aggregates.json");
    expect(report.series.map(({ samples, stated }) => [samples, stated.count])).toEqual(
      report.series.map(() => [undefined, 4]),
    );
    expect(report.complete).toBe(true);
  });

  it("says which benchmark failed, and has the others", () => {
    const report = readFixture("google-benchmark/failed.json");
    expect([report.complete, rulesOf(report)]).toEqual([false, ["failed!"]]);
    expect(new Set(report.series.map(({ name }) => name))).not.toContain("Missing");
    expect(report.series).toHaveLength(10);
  });

  const run = (more: string, name = "a") =>
    `{"name": "${name}", "iterations": 2, "real_time": 3, "cpu_time": 2, "time_unit": "ms"${more}}`;
  const file = (...runs: readonly string[]) => `{"context": {"num_cpus": 4}, "benchmarks": [${runs.join(",")}]}`;

  it("tells aggregates of versions before 1.5 by their names", () => {
    const report = readSeries(file(run(""), run("", "a_mean"), run("", "b_median")));
    expect(seriesOf(report, "a", "time")).toMatchObject({ samples: Float64Array.of(0.003), stated: { mean: 0.003 } });
    expect(seriesOf(report, "b", "time")).toMatchObject({ samples: undefined, stated: { median: 0.003 } });
  });

  it.each([
    ["an unknown type", [run(', "run_type": "aggregatf"')], ["unreadable-entry!", "empty!"]],
    ["an unknown unit of time", [run("").replace('"ms"', '"parsec"')], ["unreadable-entry!", "empty!"]],
    [
      "repetitions in several units",
      [run(""), run("").replace('"ms"', '"us"')],
      ["unreadable-entry!", "count-differs"],
    ],
    ["no unit of time", [run("").replace("time_unit", "unit")], ["unreadable-entry!", "empty!"]],
    ["an aggregate twice", [run("", "a_mean"), run("", "a_mean")], ["duplicate!"]],
    ["two benchmarks of one name", [run(', "family_index": 0'), run(', "family_index": 1')], ["duplicate!"]],
    ["a repetition without a counter", [run(', "carts": 2'), run("")], ["count-differs"]],
    [
      "a repetition without a time",
      [run(""), run("").replace("real_time", "time")],
      ["unreadable-entry!", "no-figure!", "count-differs"],
    ],
    ["an error of any kind", [run(""), run(', "error_occurred": "yes"', "b")], ["failed!"]],
    ["one that was skipped", [run(""), run(', "skipped": true', "b")], ["skipped"]],
    ["a time below zero", [run("").replace("3", "-3")], ["negative!", "no-figure!"]],
  ])("tells of %s", (_what, runs, rules) => {
    expect(rulesOf(read(file(...runs)))).toEqual(rules);
  });

  it("does not take a counter for a time, whatever it is called", () => {
    const report = readSeries(file(run(', "time": 7')));
    expect(shownSeries(report)).toEqual([
      "a: time in s, lower, 1 samples",
      "a: cpu-time in s, lower, 1 samples",
      "a: counter time in plain numbers, unknown, 1 samples",
    ]);
  });

  it("does not take the coefficients of a fit for a benchmark", () => {
    const fit = ', "run_type": "aggregate", "aggregate_name": "BigO", "cpu_coefficient": 5';
    const report = readSeries(file(run(""), run(fit, "a_BigO")));
    expect(new Set(report.series.map(({ name }) => name))).toEqual(new Set(["a"]));
  });
});
