import { describe, expect, it } from "@jest/globals";
import { directed } from "../../../src/formats/benchmarks/directed.ts";
import { read, readFixture } from "./reports.ts";

const directions = (report: ReturnType<typeof read>) =>
  report.kind === "series" ? report.series.map(({ better }) => better) : undefined;

describe("a declared direction", () => {
  const list = readFixture("custom/custom.json");

  it.each(["lower", "higher"] as const)("%s is that of every value of a list", (better) => {
    const report = directed(list, better);
    expect(directions(report)).toEqual(list.series.map(() => better));
    expect({ ...report, series: [] }).toEqual({ ...list, series: [] });
  });

  it("leaves a list unknown where none is declared", () => {
    expect(directions(directed(list, undefined))).toEqual(list.series.map(() => "unknown"));
  });

  it("changes nothing of other formats, whose unknown metrics may be of any kind", () => {
    const go = readFixture("go/count.txt");
    expect(directed(go, "higher")).toBe(go);
    const none = read("no report");
    expect(directed(none, "lower")).toBe(none);
  });
});
