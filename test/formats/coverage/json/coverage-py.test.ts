import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, read, readLines, rulesOf, total } from "../reports.ts";

describe("coverage.py's JSON", () => {
  it("does not count docstrings, which it lists but coverage.py does not count, nor excluded lines", () => {
    const report = readLines(fixture("coverage-py/coverage-7.json"));
    // Line 1 is a docstring and line 9 is excluded: 4 of 6, as `covered_lines` and `num_statements` say.
    expect([total(report.files, "line"), fileAt(report, "shop/cart.py").surplus]).toEqual(["4/6", 1]);
  });

  it("notes a list that is missing, and more statements than are listed", () => {
    const entry = { executed_lines: [1], missing_lines: [2], excluded_lines: [], summary: { num_statements: 2 } };
    const report = (file: object) => JSON.stringify({ meta: { version: "7.0" }, files: { "a.py": file } });
    expect(rulesOf(read(report(entry)))).toEqual([]);
    expect(rulesOf(read(report({ ...entry, missing_lines: undefined })))).toEqual([
      "unreadable-entry!",
      "totals-differ",
    ]);
    expect(rulesOf(read(report({ ...entry, summary: { num_statements: 3 } })))).toEqual(["totals-differ"]);
    expect(rulesOf(read(report({ ...entry, executed_branches: [[1, 2]] })))).toEqual(["unreadable-entry!"]);
  });
});
