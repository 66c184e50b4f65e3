import { describe, expect, it } from "@jest/globals";
import type { FileTotals } from "../../../src/formats/coverage/model.ts";
import { summaryTotals } from "../../../src/formats/coverage/totals.ts";
import { fileAt, fixture, read, total, written } from "./reports.ts";
import { cases } from "./tool-cases.ts";

describe("totals of real reports, counted anew", () => {
  it.each(cases.map((one) => [one.report, one] as const))("%s: as the tool prints them", (path, one) => {
    const words = new TextDecoder().decode(fixture(one.printed));
    expect(one.says.filter((text) => !words.includes(text))).toEqual([]);
    const report = read(fixture(path));
    if (report.kind !== "lines") throw new Error(`${path} is ${report.kind}`);
    const { files, format, complete } = report;
    const counted = {
      line: total(files, "line"),
      branch: total(files, "branch"),
      statement: total(files, "statement"),
    };
    expect({ format, complete, ...counted }).toEqual({
      ...{ format: one.format, complete: true, line: one.line, branch: one.branch, statement: one.statement ?? "-" },
    });
  });

  it.each(["nyc", "jest", "c8", "vitest-v8", "vitest-istanbul"])(
    "%s: the summary has the same for every file, without lines",
    (tool) => {
      const [report, lines] = [
        read(fixture(`${tool}/coverage-summary.json`)),
        read(fixture(`${tool}/coverage-final.json`)),
      ];
      if (report.kind !== "summary" || lines.kind !== "lines") throw new Error("not the kinds that they should be");
      const metrics = ["line", "branch", "statement", "line+branch"] as const;
      expect([...report.files.keys()]).toEqual([...lines.files.keys()]);
      for (const path of report.files.keys()) {
        const [only, same] = [
          new Map([[path, summaryFile(report.files, path)]]),
          new Map([[path, fileAt(lines, path)]]),
        ];
        expect(metrics.map((metric) => written(summaryTotals(only, metric)))).toEqual(
          metrics.map((metric) => total(same, metric)),
        );
      }
      expect(summaryTotals(report.files, "line-strict").kind).toBe("not-measured");
    },
  );

  it("coverage.py's own percentage is the metric line+branch", () => {
    const report = read(fixture("coverage-py/coverage.xml"));
    // 29 of 56 is what it prints as 52 %.
    expect(report.kind === "lines" && total(report.files, "line+branch")).toBe("29/56");
  });
});

function summaryFile(files: ReadonlyMap<string, FileTotals>, path: string): FileTotals {
  const file = files.get(path);
  if (file === undefined) throw new Error(`there is no ${path}`);
  return file;
}
