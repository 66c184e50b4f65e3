import type { EvidenceSource, FoundReport, FoundReports } from "../../core/evidence.ts";
import type { BenchmarkReport } from "../../formats/benchmarks/model.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { FlagRule } from "./requests.ts";

type Reports = readonly FoundReport<BenchmarkReport>[];

/** The reports of one flag, by the side that they measure. */
export interface SidedReports {
  readonly rule: FlagRule;
  /** Measured in the same run as head's; none for a flag that is held against earlier runs. */
  readonly base: Reports;
  readonly head: Reports;
}

/** Tells sides apart by their paths; a file that matches both patterns is the base's. Flags without any report are left out. */
export async function sidesOf(
  rules: readonly FlagRule[],
  found: FoundReports<BenchmarkReport>,
  evidence: EvidenceSource,
): Promise<readonly SidedReports[]> {
  const sides: SidedReports[] = [];
  for (const rule of rules) {
    const reports = found.reports.filter(({ flag }) => flag === rule.flag);
    if (reports.length === 0) continue;
    const isBase = matcherOf(rule.basePaths);
    const base = reports.filter(({ origin }) => isBase(origin.path));
    const head = reports.filter(({ origin }) => !isBase(origin.path));
    const named = base.length > 0 || rule.basePaths.length === 0 ? base : await baseAtDesk(rule, evidence);
    sides.push({ rule, base: named, head });
  }
  return sides;
}

/** At the desk the base's files are named apart from head's, and may be called anything. */
async function baseAtDesk({ flag }: FlagRule, evidence: EvidenceSource): Promise<Reports> {
  if (evidence.patience !== undefined) return [];
  const request = { flag, entry: flag, workflow: undefined, artifact: undefined, path: undefined };
  const found = await evidence.base(benchmarkReports, [request], [flag]);
  return found?.reports ?? [];
}
