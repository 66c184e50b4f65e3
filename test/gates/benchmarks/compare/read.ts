import type { Series, SeriesReport } from "../../../../src/formats/benchmarks/model.ts";
import { benchmarkParser } from "../../../../src/formats/benchmarks/parse.ts";

/** A report by its text. */
export function readReport(text: string, path = "report.json"): SeriesReport {
  const parser = benchmarkParser(path);
  parser.push(new TextEncoder().encode(text));
  const report = parser.end();
  if (report.kind !== "series") throw new Error(`No report: ${report.problems.map(({ what }) => what).join(" ")}`);
  return report;
}

/** A series of durations, with what is given of it. */
export function seriesOf(name: string, more: Partial<Series> = {}): Series {
  return {
    name,
    parameters: [],
    metric: "time",
    unit: "s",
    better: "lower",
    samples: undefined,
    iterations: undefined,
    processes: undefined,
    stated: { percentiles: [] },
    ...more,
  };
}

/** A report of these series. */
export function reportOf(series: readonly Series[], testbed: SeriesReport["testbed"] = { runtimes: [] }): SeriesReport {
  return { kind: "series", format: "custom", testbed, series, complete: true, problems: [] };
}
