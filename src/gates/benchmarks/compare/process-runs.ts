import type { Series, SeriesReport, Testbed } from "../../../formats/benchmarks/model.ts";
import { keyOf } from "./benchmark-name.ts";

/** A report, and what its file is called. */
export interface ReportFile {
  readonly path: string;
  readonly report: SeriesReport;
}

/** What one process measured, or several that ran as one. */
export interface ProcessRun {
  /** Its file, or the folder of its files. */
  readonly name: string;
  readonly testbed: Testbed;
  /** By their keys. */
  readonly series: ReadonlyMap<string, Series>;
}

/** One run a file; but what Criterion writes into one folder is one run, since it has a file for each benchmark. In order. */
export function processRuns(files: readonly ReportFile[]): readonly ProcessRun[] {
  const runs = new Map<string, { readonly testbed: Testbed; readonly series: Map<string, Series> }>();
  for (const file of files) {
    const name = runName(file);
    const run = runs.get(name) ?? { testbed: file.report.testbed, series: new Map<string, Series>() };
    runs.set(name, run);
    for (const series of file.report.series) {
      const key = keyOf(series);
      const known = run.series.get(key);
      run.series.set(key, known === undefined ? series : merged(known, series));
    }
  }
  return [...runs].map(([name, run]) => ({ name, ...run }));
}

function runName({ path, report }: ReportFile): string {
  if (report.format !== "criterion") return path;
  const folders = path.split(/[\\/]+/);
  const root = folders.lastIndexOf("criterion");
  return root === -1 ? path : folders.slice(0, root + 1).join("/");
}

/** Criterion has samples in one file and figures in another. */
function merged(one: Series, other: Series): Series {
  const [first, second] = one.samples === undefined ? [other, one] : [one, other];
  return { ...first, stated: { ...second.stated, ...first.stated } };
}
