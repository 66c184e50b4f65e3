import { resolve } from "node:path";
import { directed } from "../../formats/benchmarks/directed.ts";
import type { BenchmarkReport, Series } from "../../formats/benchmarks/model.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import { readReportFile } from "../check/report-files.ts";
import type { BenchShowOptions } from "../commands/bench/show.ts";
import { renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { describeBenchmarks } from "./describe-benchmarks.ts";
import { type BenchShowOutput, BenchShowOutput as Output, type ShownSeries } from "./show-output.ts";
import { summarise } from "./summarise.ts";

/** Prints what one report says, and answers the exit code. Throws BAD_USAGE for a file that cannot be read. */
export async function runShow(file: string, options: BenchShowOptions, terminal: Terminal): Promise<number> {
  const path = resolve(terminal.cwd, file);
  const read = await withProgress(terminal, "Reading …", () => readReportFile(path, benchmarkReports));
  const output = Output.parse(outputOf(file, directed(read, options.better)));
  const json = () => `${JSON.stringify(output, null, 2)}\n`;
  terminal.out(options.format === "json" ? json() : renderPretty(describeBenchmarks(output), terminal.color));
  return output.exitCode;
}

function outputOf(file: string, report: BenchmarkReport): BenchShowOutput {
  const { complete } = report;
  const problems = report.problems.map((problem) => ({ report: file, ...problem }));
  const exitCode = complete ? exitCodes.clear : exitCodes.undecided;
  const common = { schemaVersion: 1, exitCode, report: file, complete, problems } as const;
  if (report.kind === "unknown") return { ...common, kind: null, testbed: { runtimes: [] }, series: [] };
  const { format, testbed, series } = report;
  return {
    ...common,
    kind: format,
    testbed: { ...testbed, runtimes: [...testbed.runtimes] },
    series: series.flatMap(shownSeries),
  };
}

function shownSeries(series: Series): readonly ShownSeries[] {
  const summary = summarise(series);
  // The parser keeps no series without a figure.
  if (summary === undefined) return [];
  const { name, parameters, metric, unit, better, samples, iterations, processes, stated } = series;
  return [
    {
      ...{ name, parameters: [...parameters], metric, unit, better, ...summary },
      samples: samples === undefined ? null : [...samples],
      iterations: iterations === undefined ? null : typeof iterations === "number" ? iterations : [...iterations],
      processes: processes === undefined ? null : [...processes],
      stated: { ...stated, percentiles: [...stated.percentiles] },
    },
  ];
}
