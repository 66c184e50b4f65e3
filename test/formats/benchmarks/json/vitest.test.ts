import { describe, expect, it } from "@jest/globals";
import { disagreements } from "../printed.ts";
import { fixtureText, read, readFixture, rulesOf, seriesOf, shownSeries } from "../reports.ts";

/** name, hz, min, max, mean, p75, p99, p995, p999, rme, samples, in milliseconds. */
const row =
  /^ +· (.+?) +([\d.,]+) +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +±[\d.]+% +(\d+)$/gm;

describe("vitest", () => {
  it("is what the tool printed", () => {
    const report = readFixture("vitest/bench.json");
    const rows = [...fixtureText("vitest/report.txt").matchAll(row)];
    expect(rows).toHaveLength(2);
    for (const [, name, hz, min, max, mean, p75, p99, p995, p999, samples] of rows) {
      const { stated } = seriesOf(report, `cart.bench.js > cart > ${name}`);
      const milli = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1e3);
      const at = (percent: number) => milli(stated.percentiles.find((one) => one.percent === percent)?.value);
      const wrong = disagreements([
        ["hz", hz, 1 / (stated.mean ?? Number.NaN)],
        ["min", min, milli(stated.min)],
        ["max", max, milli(stated.max)],
        ["mean", mean, milli(stated.mean)],
        ["p75", p75, at(75)],
        ["p99", p99, at(99)],
        ["p995", p995, at(99.5)],
        ["p999", p999, at(99.9)],
        ["samples", samples, stated.count],
      ]);
      expect(wrong).toEqual([]);
    }
  });

  it("names series by file, group and benchmark, and has no samples, which version 3 never writes", () => {
    const report = readFixture("vitest/bench.json");
    expect(shownSeries(report)).toEqual([
      "cart.bench.js > cart > total of 10: time in s, lower, no samples, 1 iterations",
      "cart.bench.js > cart > total of 1000: time in s, lower, no samples, 1 iterations",
    ]);
    expect([report.complete, rulesOf(report)]).toEqual([true, []]);
  });

  const file = (groups: string) => `{"files": [{"filepath": "a", "groups": ${groups}}]}`;

  it("reads samples where there are any", () => {
    const report = read(
      file('[{"fullName": "g", "benchmarks": [{"name": "a", "mean": 2, "samples": [1, 3], "sampleCount": 2}]}]'),
    );
    expect(report.kind === "series" && shownSeries(report)).toEqual([
      "g > a: time in s, lower, 2 samples, 1 iterations",
    ]);
  });

  it.each([
    ["groups that are none", file("7"), ["unreadable-entry!", "empty!"]],
    ["a group without benchmarks", file('[{"fullName": "g"}]'), ["unreadable-entry!", "empty!"]],
    ["a group without a name", file('[{"benchmarks": []}]'), ["unreadable-entry!", "empty!"]],
    [
      "a benchmark without a name",
      file('[{"fullName": "g", "benchmarks": [{"mean": 1}]}]'),
      ["unreadable-entry!", "empty!"],
    ],
    ["no benchmark", file("[]"), ["empty!"]],
    [
      "one that is there twice",
      file('[{"fullName": "g", "benchmarks": [{"name": "a", "mean": 1}, {"name": "a", "mean": 1}]}]'),
      ["duplicate!"],
    ],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text))).toEqual(rules);
  });
});
