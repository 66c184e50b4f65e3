import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { countOf } from "../../core/count-of.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import { type PairedReports, pairedBenchmarks } from "../../gates/benchmarks/compare/paired-benchmarks.ts";
import { type ProcessRun, processRuns, type ReportFile } from "../../gates/benchmarks/compare/process-runs.ts";
import { readReportFile } from "../check/report-files.ts";
import type { BenchCompareOptions } from "../commands/bench/compare.ts";

export interface ReadPairs {
  readonly pairs: number;
  readonly reports: PairedReports;
}

/** Reads the reports of both sides and pairs their runs in the order given. Throws BAD_USAGE for what is no pair or no report. */
export async function readPairs(options: BenchCompareOptions, directory: string): Promise<ReadPairs> {
  const [base, head] = [await readRuns(options.baseline, directory), await readRuns(options.current, directory)];
  if (base.length !== head.length) {
    throw badUsage(
      `The baseline has ${countOf(base.length, "run")}, and what is current has ${head.length}; each needs a partner.`,
    );
  }
  const pairs = base.flatMap((run, index) => {
    const partner = head[index];
    return partner === undefined ? [] : [{ base: run, head: partner }];
  });
  const reports = pairedBenchmarks({ flag: "", pairs, better: options.better });
  const [unlike] = reports.unlike;
  if (unlike !== undefined) {
    const { base: one, head: other, pair } = unlike;
    const machines = `${pair.base.name} is of ${one || "an unknown machine"}, ${pair.head.name} of ${other || "an unknown machine"}`;
    throw badUsage(`A pair has to be measured on one machine: ${machines}.`);
  }
  return { pairs: pairs.length, reports };
}

async function readRuns(paths: readonly string[], directory: string): Promise<readonly ProcessRun[]> {
  const files: ReportFile[] = [];
  for (const path of paths) {
    const report = await readReportFile(resolve(directory, path), benchmarkReports);
    const flaw = benchmarkReports.flaw(report);
    if (flaw !== undefined) throw badUsage(`${path} cannot be used: ${flaw.what} ${flaw.fix}`);
    if (report.kind === "series") files.push({ path, report });
  }
  return processRuns(files);
}
