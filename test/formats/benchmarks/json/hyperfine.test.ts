import { describe, expect, it } from "@jest/globals";
import { disagreements } from "../printed.ts";
import { fixtureText, read, readFixture, readSeries, rulesOf, shownSeries } from "../reports.ts";

interface Printed {
  readonly name: string;
  readonly mean: string;
  readonly deviation: string | undefined;
  readonly range: readonly [min: string, max: string] | undefined;
}

/** What it prints of each benchmark, in milliseconds. */
function printedOf(text: string): readonly Printed[] {
  return text
    .split(/^Benchmark \d+: /m)
    .slice(1)
    .map((part) => {
      const [, name = ""] = /^(.*)$/m.exec(part) ?? [];
      const [, mean = "", deviation] = /Time \(.*?\): +([\d.]+) ms(?: ± +([\d.]+) ms)?/.exec(part) ?? [];
      const [, min, max] = /Range .*?: +([\d.]+) ms … +([\d.]+) ms/.exec(part) ?? [];
      return { name, mean, deviation, range: min === undefined || max === undefined ? undefined : [min, max] };
    });
}

describe("hyperfine", () => {
  it.each([
    ["runs", 2],
    ["parameters", 2],
    ["once", 1],
    ["failed", 1],
  ])("%s: is what the tool printed", (file, count) => {
    const report = readFixture(`hyperfine/${file}.json`);
    const printed = printedOf(fixtureText(`hyperfine/${file}.txt`));
    expect([printed.length, report.series.length]).toEqual([count, count]);
    expect(report.series.map(({ name }) => name)).toEqual(printed.map(({ name }) => name));
    for (const [index, { stated }] of report.series.entries()) {
      const { mean, deviation, range } = printed[index] ?? {};
      const milli = (seconds: number | undefined) => (seconds ?? Number.NaN) * 1e3;
      const pairs = [
        ["mean", mean, milli(stated.mean)] as const,
        ...(deviation === undefined ? [] : [["stddev", deviation, milli(stated.stddev)] as const]),
        ...(range === undefined
          ? []
          : [["min", range[0], milli(stated.min)] as const, ["max", range[1], milli(stated.max)] as const]),
      ];
      expect(disagreements(pairs)).toEqual([]);
    }
  });

  it("has each run as a process of its own, and parameters by name", () => {
    expect(shownSeries(readFixture("hyperfine/parameters.json"))).toEqual([
      "wait 0.01 (seconds=0.01): time in s, lower, 3 samples, 1 iterations, processes 1+1+1",
      "wait 0.02 (seconds=0.02): time in s, lower, 3 samples, 1 iterations, processes 1+1+1",
    ]);
  });

  it("has no deviation of one run", () => {
    const [series] = readFixture("hyperfine/once.json").series;
    expect([series?.samples?.length, series?.stated.stddev]).toEqual([1, undefined]);
  });

  it("says that commands failed, which loses nothing", () => {
    const report = readFixture("hyperfine/failed.json");
    expect([report.complete, rulesOf(report)]).toEqual([true, ["exit-code"]]);
    expect(report.problems[0]?.what).toBe(String.raw`"sh -c \"sleep 0.01; exit 3\"" ended with 3 in 3 of 3 runs.`);
  });

  const result = (more: string) => `{"results": [{"command": "a", "mean": 1${more}}]}`;

  it("reads memory as a series of its own", () => {
    const { series } = readSeries(result(', "times": [1, 1], "memory_usage_byte": [2048, 4096]'));
    expect(shownSeries({ series })).toEqual([
      "a: time in s, lower, 2 samples, 1 iterations, processes 1+1",
      "a: memory in B, lower, 2 samples, 1 iterations, processes 1+1",
    ]);
  });

  it.each([
    [
      "a command that is there twice",
      '{"results": [{"command": "a", "mean": 1}, {"command": "a", "mean": 2}]}',
      ["duplicate!"],
    ],
    ["a run that a signal ended", result(', "exit_codes": [0, null]'), ["exit-code"]],
    ["no mean", '{"results": [{"command": "a", "times": [1]}]}', ["unreadable-entry!"]],
    ["times that are no list", result(', "times": 7'), ["unreadable-entry!"]],
    ["no command", '{"results": [{"command": "a", "mean": 1}, {"mean": 2}]}', ["unreadable-entry!"]],
    ["a name of nothing", '{"results": [{"command": "", "mean": 2}]}', ["unreadable-entry!", "empty!"]],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text))).toEqual(rules);
  });
});
