import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, readLines, shownLines, total } from "../reports.ts";

describe("SimpleCov", () => {
  it("reads coverage.json, and leaves out what is ignored", () => {
    const report = readLines(fixture("simplecov/coverage.json"));
    expect(total(report.files, "line+branch")).toBe("5/7");
  });

  it("puts suites together, and reads the lines alone of old versions", () => {
    const suite = (lines: readonly (number | null)[]) => ({ coverage: { "/a.rb": lines }, timestamp: 1.5 });
    const report = readLines(JSON.stringify({ RSpec: suite([1, null, 0]), Cucumber: suite([0, null, 2]) }));
    expect(shownLines(fileAt(report, "/a.rb"))).toEqual(["1: 1", "3: 2"]);
  });
});
