import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, readLines, shownLines } from "../reports.ts";

describe("gcov's JSON", () => {
  it("unites the instances of a template, and keeps the working directory", () => {
    const report = readLines(fixture("gcov/twice.gcov.json"));
    expect(shownLines(fileAt(report, "../src/twice.cpp")).slice(0, 4)).toEqual([
      "1: 1",
      "2: 1, 2/2 arms",
      "3: 1",
      "4: 1",
    ]);
    expect(report.hints.roots).toEqual(["/home/runner/work/shop/shop/out"]);
  });
});
