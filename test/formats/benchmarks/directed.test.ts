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

  it("changes nothing that a format says itself", () => {
    const go = readFixture("go/count.txt");
    const said = directions(go)?.map((direction) => (direction === "unknown" ? "higher" : direction));
    expect(said).toContain("lower");
    expect(directions(directed(go, "higher"))).toEqual(said);
    const none = read("no report");
    expect(directed(none, "lower")).toBe(none);
  });
});
