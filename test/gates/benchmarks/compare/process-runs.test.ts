import { describe, expect, it } from "@jest/globals";
import { processRuns } from "../../../../src/gates/benchmarks/compare/process-runs.ts";
import { readReport, reportOf, seriesOf } from "./read.ts";

const estimates = JSON.stringify({
  mean: { point_estimate: 20 },
  median: { point_estimate: 21 },
  std_dev: { point_estimate: 1 },
  slope: null,
});
const sample = JSON.stringify({ sampling_mode: "Linear", iters: [1, 2], times: [20, 44] });

describe("process runs", () => {
  it("are one a file", () => {
    const report = reportOf([seriesOf("a", { stated: { value: 1, percentiles: [] } })]);
    const runs = processRuns([
      { path: "base-1.json", report },
      { path: "base-2.json", report },
    ]);
    expect(runs.map(({ name, series }) => [name, series.size])).toEqual([
      ["base-1.json", 1],
      ["base-2.json", 1],
    ]);
  });

  it("are one a folder of Criterion, with the samples of one file and the figures of the other", () => {
    const files = ["base-1", "base-2"].flatMap((folder) =>
      ["cart/total", "cart/copy"].flatMap((benchmark) =>
        [
          ["estimates.json", estimates],
          ["sample.json", sample],
        ].map(([file = "", text = ""]) => {
          const path = `${folder}/criterion/${benchmark}/new/${file}`;
          return { path, report: readReport(text, path) };
        }),
      ),
    );
    const runs = processRuns(files);
    expect(runs.map(({ name }) => name)).toEqual(["base-1/criterion", "base-2/criterion"]);
    const [first] = runs;
    const series = [...(first?.series.values() ?? [])];
    expect(series.map(({ name }) => name)).toEqual(["cart/total", "cart/copy"]);
    expect(series[0]).toMatchObject({ samples: Float64Array.of(2e-8, 2.2e-8), stated: { median: 2.1e-8, mean: 2e-8 } });
  });
});
