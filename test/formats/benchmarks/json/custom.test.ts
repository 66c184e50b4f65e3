import { describe, expect, it } from "@jest/globals";
import { read, readFixture, readSeries, rulesOf, seriesOf, shownSeries } from "../reports.ts";

describe("a list of name, unit and value", () => {
  it("has the values in the units of durations, sizes and rates, and does not know which are better", () => {
    const report = readFixture("custom/custom.json");
    expect(shownSeries(report)).toEqual([
      "Bundle size: memory in B, unknown, no samples",
      "Cold start: time in s, unknown, no samples",
      "Requests: throughput in /s, unknown, no samples",
      "Score: value in points, unknown, no samples",
      "Warnings: value in plain numbers, unknown, no samples",
    ]);
    expect(report.series.map(({ stated }) => stated.value)).toEqual([412.5 * 1_024, 0.1832, 1523, -2, 0]);
    expect([report.complete, rulesOf(report)]).toEqual([true, ["number-as-text"]]);
  });

  it.each([
    [
      "a name that is there twice",
      '[{"name": "a", "value": 1, "unit": "s"}, {"name": "a", "value": 2, "unit": "s"}]',
      ["duplicate!"],
    ],
    ["no unit", '[{"name": "a", "value": 1}]', ["unreadable-entry!", "empty!"]],
    ["no value", '[{"name": "a", "value": null, "unit": "s"}]', ["no-figure!", "empty!"]],
    [
      "a value that is no number",
      '[{"name": "a", "value": "1,5", "unit": "s"}]',
      ["unreadable-entry!", "no-figure!", "empty!"],
    ],
    [
      "a value that is infinite",
      '[{"name": "a", "value": Infinity, "unit": "s"}]',
      ["not-finite!", "no-figure!", "empty!"],
    ],
    [
      "a value too large for a number",
      '[{"name": "a", "value": 1e999, "unit": "s"}]',
      ["not-finite!", "no-figure!", "empty!"],
    ],
    ["a duration below zero", '[{"name": "a", "value": -1, "unit": "ms"}]', ["negative!", "no-figure!", "empty!"]],
    ["an item that is none", '[{"name": "a", "value": 1, "unit": "s"}, 7]', ["unreadable-entry!"]],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text))).toEqual(rules);
  });

  it("takes zero, minus zero and very large and small numbers as they are", () => {
    const list = [0, "-0.0", 1.7e308, 5e-324].map((value, index) => ({ name: `${index}`, value, unit: "points" }));
    const { series } = readSeries(JSON.stringify(list));
    expect(series.map(({ stated }) => stated.value)).toEqual([0, 0, 1.7e308, 5e-324]);
    expect(seriesOf({ series }, "1").stated.value).not.toBe(-0);
  });
});
