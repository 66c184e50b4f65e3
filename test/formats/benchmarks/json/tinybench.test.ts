import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { disagreements } from "../printed.ts";
import { fixtureText, read, readFixture, readSeries, rulesOf, seriesOf, shownSeries } from "../reports.ts";

const Rows = z.array(z.record(z.string(), z.union([z.string(), z.number()])));

describe("tinybench", () => {
  it.each([2, 6])("version %s: tasks are what its table says", (version) => {
    const tasks = readFixture(`tinybench/tinybench-${version}-tasks.json`);
    const rows = Rows.parse(JSON.parse(fixtureText(`tinybench/tinybench-${version}-table.json`)));
    expect([tasks.complete, rows.length]).toEqual([true, 2]);
    for (const row of rows) {
      const { samples, stated } = seriesOf(tasks, String(row["Task Name"] ?? row["Task name"]));
      const nano = (seconds: number | undefined) => (seconds ?? Number.NaN) * 1e9;
      const printed = (...keys: readonly string[]) =>
        String(keys.map((key) => row[key]).find((cell) => cell !== undefined)).replace(/ ±.*/, "");
      const [middle] = stated.percentiles.filter(({ percent }) => percent === 50);
      const wrong = disagreements([
        ["mean", printed("Average Time (ns)", "Latency avg (ns)"), nano(stated.mean)],
        ["samples", String(row["Samples"]), samples?.length],
        ...(middle === undefined ? [] : [["median", printed("Latency med (ns)"), nano(middle.value)] as const]),
      ]);
      expect(wrong).toEqual([]);
    }
  });

  it.each([
    [2, "", 16],
    [6, "node 20.20.2", 30],
  ])("version %s: has every sample", (version, runtime, count) => {
    const report = readFixture(`tinybench/tinybench-${version}-tasks.json`);
    expect(shownSeries(report)).toEqual([
      `total of 1000: time in s, lower, ${count} samples, 1 iterations`,
      "total of 5000: time in s, lower, 12 samples, 1 iterations",
    ]);
    expect(report.testbed.runtimes).toEqual(runtime === "" ? [] : [runtime]);
    for (const { samples, stated } of report.series) {
      const all = [...(samples ?? [])];
      expect([Math.min(...all), Math.max(...all)]).toEqual([stated.min, stated.max]);
    }
    expect(report.series[0]?.stated.percentiles.map(({ percent }) => percent)).toEqual(
      version === 2 ? [75, 99, 99.5, 99.9] : [50, 75, 99, 99.5, 99.9],
    );
  });

  it.each([
    [
      2,
      [
        { mean: 66043.49999999748 / 1e9, count: 16 },
        { mean: 229510.66666666738 / 1e9, count: 12 },
      ],
    ],
    [
      6,
      [
        { mean: 0.00003383, median: 0.000033424, count: 30 },
        { mean: 0.000197691, median: 0.000165987, count: 12 },
      ],
    ],
  ])("version %s: a table has rounded figures", (version, stated) => {
    const report = readFixture(`tinybench/tinybench-${version}-table.json`);
    expect([report.complete, report.format]).toEqual([true, "tinybench"]);
    expect(report.series.map((one) => one.stated)).toEqual(stated.map((one) => ({ ...one, percentiles: [] })));
  });

  it.each([
    ["a task without a result", '[{"name": "a", "result": null}]', ["no-figure!", "empty!"]],
    ["a task that failed", '[{"name": "a", "result": {"error": {}}}]', ["failed!", "empty!"]],
    ["one that version 6 calls errored", '[{"name": "a", "result": {"state": "errored"}}]', ["failed!", "empty!"]],
    ["no mean", '[{"name": "a", "result": {"p75": 1}}]', ["unreadable-entry!"]],
    [
      "a row of nothing",
      '[{"Task name": "a", "Latency avg (ns)": "x ± 1%"}]',
      ["unreadable-entry!", "no-figure!", "empty!"],
    ],
    ["a row without figures", '[{"Task name": "a", "Samples": 3}]', ["no-figure!", "empty!"]],
    [
      "samples that are not as many as it says",
      '[{"name": "a", "result": {"mean": 1, "samples": [1], "samplesCount": 2}}]',
      ["count-differs"],
    ],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text))).toEqual(rules);
  });

  it("reads the statistics of version 3 and later, and leaves throughput out", () => {
    const task = {
      name: "a",
      result: { latency: { mean: 2, samples: [1, 3] }, throughput: { mean: 500, samples: [9] } },
    };
    expect([...(seriesOf(readSeries(JSON.stringify([task])), "a").samples ?? [])]).toEqual([0.001, 0.003]);
  });
});
