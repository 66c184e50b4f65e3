import type { EvidenceSource, FoundReports } from "../../core/evidence.ts";
import type { BenchmarkReport } from "../../formats/benchmarks/model.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import { acceptedSince } from "./accepted.ts";
import { type HistoryReports, historyBenchmarks } from "./compare/history-benchmarks.ts";
import { comparesAny } from "./compare/limits.ts";
import type { BenchmarkSettings } from "./model.ts";
import { earlierRuns, runsIn } from "./read-runs.ts";
import { historyRequestsOf } from "./requests.ts";
import type { SidedReports } from "./sides.ts";

/** So many earlier commits tell what is noise. */
const maxPoints = 30;

/** Asks for earlier runs of the base where a flag has no pairs. Commits count that have any of the flags. */
export async function gatherHistory(
  settings: BenchmarkSettings,
  sides: readonly SidedReports[],
  evidence: EvidenceSource,
): Promise<HistoryReports> {
  const alone = sides.filter(({ rule }) => rule.basePaths.length === 0);
  if (alone.length === 0 || !comparesAny(settings)) return { benchmarks: [], fresh: [], missing: [], odd: [] };
  const commits = await earlierCommits(settings, evidence);
  const since = acceptedSince(settings.accepted);
  const parts = alone.map(({ rule: { flag, better }, head }) => {
    const earlier = commits.map(({ reports }) => earlierRuns(reports.filter((report) => report.flag === flag)));
    const there = earlier.filter(({ runs }) => runs.length > 0);
    return historyBenchmarks({ flag, better, since, head: runsIn(head), earlier: there });
  });
  return {
    benchmarks: parts.flatMap((part) => part.benchmarks),
    fresh: parts.flatMap((part) => part.fresh),
    missing: parts.flatMap((part) => part.missing),
    odd: parts.flatMap((part) => part.odd),
  };
}

/** The latest last. */
async function earlierCommits(
  settings: BenchmarkSettings,
  evidence: EvidenceSource,
): Promise<readonly FoundReports<BenchmarkReport>[]> {
  const requests = historyRequestsOf(settings);
  // This one also looks for what is not stored yet.
  const nearest = await evidence.base(benchmarkReports, requests, []);
  if (nearest === undefined) return [];
  const series = await evidence.baseSeries(benchmarkReports, requests, [], maxPoints);
  return series.length === 0 ? [nearest] : series.toReversed();
}
