import type { LineReport } from "../../../../src/formats/coverage/model.ts";
import { coverageReports } from "../../../../src/formats/coverage/stored-report.ts";

/** A report that names one line of each of these files. */
export function lcovReport(paths: readonly string[]): LineReport {
  const parser = coverageReports.open();
  const text = paths.map((path) => `SF:${path}\nDA:1,1\nend_of_record\n`).join("");
  parser.push(new TextEncoder().encode(text));
  const report = parser.end();
  if (report.kind !== "lines") throw new Error("LCOV has lines");
  return report;
}
