import { describe, expect, it } from "@jest/globals";
import { read, readFixture, readSeries, rulesOf, seriesOf, shownSeries } from "../reports.ts";

const entry = (more: string, metric = '{"score": 1, "scoreUnit": "ms/op"}') =>
  `[{"jmhVersion": "1.37", "benchmark": "a", ${more}"primaryMetric": ${metric}}]`;
const avgt = '"mode": "avgt", ';

describe("JMH", () => {
  it("has a series for each mode and metric, with forks as processes", () => {
    const report = readFixture("jmh/jmh-result.json");
    const cart = "com.example.shop.CartBenchmark";
    expect(shownSeries(report)).toEqual([
      `${cart}.total (size=10, mode=thrpt): throughput in /s, higher, 6 samples, processes 3+3`,
      `${cart}.total (size=1000, text=a b, mode=avgt): time in s, lower, 6 samples, processes 3+3`,
      `${cart}.total (size=1000, text=a b, mode=avgt): gc.alloc.rate.norm in B, lower, 6 samples, processes 3+3`,
      `${cart}.total (size=1000, text=a b, mode=avgt): gc.count in counts, lower, 6 samples, processes 3+3`,
      `${cart}.total (mode=sample): time in s, lower, 6 samples, processes 4+2`,
      `${cart}.load (mode=ss): time in s, lower, 2 samples, processes 1+1`,
    ]);
    expect([report.complete, rulesOf(report)]).toEqual([true, []]);
    expect(report.testbed.runtimes).toEqual(["OpenJDK 64-Bit Server VM 17.0.12+7"]);
  });

  it("brings figures into seconds, rates into those of a second", () => {
    const { series } = readFixture("jmh/jmh-result.json");
    const [throughput, average] = series;
    expect([throughput?.samples?.[0], average?.samples?.[0]]).toEqual([3524193.154, 258.0587 / 1e6]);
    expect(average?.stated.percentiles.map(({ percent }) => percent)).toEqual([
      0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100,
    ]);
    const rate = readSeries(entry('"mode": "thrpt", ', '{"score": 2, "scoreUnit": "ops/us"}'));
    expect(seriesOf(rate, "a")).toMatchObject({ unit: "/s", stated: { value: 2e6 } });
  });

  it("takes histograms of the mode sample apart", () => {
    const { series } = readFixture("jmh/jmh-result.json");
    const sampled = series.find(({ parameters }) => parameters.some(({ value }) => value === "sample"));
    const expected = [0.002, 0.002, 0.002, 0.004, 0.002, 0.002].map((milliseconds) => milliseconds / 1e3);
    expect([...(sampled?.samples ?? [])]).toEqual(expected);
  });

  it("does not let a histogram grow beyond the limit of samples", () => {
    const metric = '{"score": 1, "scoreUnit": "ms/op", "rawDataHistogram": [[[[1, 9000000000000000]]]]}';
    const report = readSeries(entry(avgt, metric));
    expect([rulesOf(report), report.series[0]?.samples]).toEqual([["limit!"], undefined]);
  });

  it("does not let many histograms do so together, and takes little time to say so", () => {
    const large = '{"score": 1, "scoreUnit": "ms/op", "rawDataHistogram": [[[[1, 6000000]]]]}';
    const entries = Array.from({ length: 500 }, (_, index) => {
      return `{"jmhVersion": "1", "benchmark": "b${index}", "mode": "sample", "primaryMetric": ${large}}`;
    });
    const started = process.cpuUsage();
    const { series, problems } = readSeries(`[${entries.join(",")}]`);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000);
    expect(series.map(({ samples }) => samples?.length ?? 0)).toEqual([6_000_000, ...new Array(499).fill(0)]);
    expect(problems).toMatchObject([{ rule: "limit", times: 499 }]);
  });

  it.each([
    ["an unknown mode", entry('"mode": "all", '), ["unreadable-entry!", "empty!"]],
    ["no mode", entry(""), ["unreadable-entry!", "empty!"]],
    ["no unit", entry(avgt, '{"score": 1}'), ["unreadable-entry!", "empty!"]],
    ["no metric", `[{"jmhVersion": "1.37", "benchmark": "a", "mode": "ss"}]`, ["unreadable-entry!", "empty!"]],
    [
      "a score that is no number",
      entry(avgt, '{"score": "NaN", "scoreUnit": "s"}'),
      ["not-finite!", "no-figure!", "empty!"],
    ],
    [
      "raw data that are no forks",
      entry(avgt, '{"score": 1, "scoreUnit": "s", "rawData": [1]}'),
      ["unreadable-entry!"],
    ],
    [
      "a count that counts nothing",
      entry(avgt, '{"score": 1, "scoreUnit": "s", "rawDataHistogram": [[[[1, -1]]]]}'),
      ["unreadable-entry!"],
    ],
    ["a secondary metric that is none", entry(`${avgt}"secondaryMetrics": {"gc": 7}, `), ["unreadable-entry!"]],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text))).toEqual(rules);
  });

  it("does not know the direction of what users count", () => {
    const secondary = '"secondaryMetrics": {"hits": {"score": 1, "scoreUnit": "#"}}, ';
    expect(shownSeries(readSeries(entry(`${avgt}${secondary}`)))).toEqual([
      "a (mode=avgt): time in s, lower, no samples",
      "a (mode=avgt): hits in #, unknown, no samples",
    ]);
  });
});
