import { countOf } from "../../core/count-of.ts";
import type { FoundReports } from "../../core/evidence.ts";
import type { Notice, Watched, WatchSources } from "../../core/notice.ts";
import { firstRows } from "../../core/report-table.ts";
import type { BenchmarkReport } from "../../formats/benchmarks/model.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import { acceptedSince } from "./accepted.ts";
import { fullName } from "./compare/benchmark-name.ts";
import { figureText, ratioText } from "./compare/figure-text.ts";
import { limitsOf } from "./compare/limits.ts";
import { sparkline } from "./compare/sparkline.ts";
import { minSegment } from "./decide/steps.ts";
import { type WorseStep, worseSteps } from "./drift.ts";
import type { BenchmarkSettings } from "./model.ts";
import { earlierRuns } from "./read-runs.ts";
import { flagRules, historyRequestsOf } from "./requests.ts";

/** So many measured commits are looked at: half a year of nights. */
const maxCommits = 200;

/** Steps of the default branch's own figures, one notice for each pair of commits between which something became worse. */
export async function watchBenchmarks(settings: BenchmarkSettings, sources: WatchSources): Promise<Watched> {
  const requests = historyRequestsOf(settings);
  if (requests.length === 0) return { kind: "notices", notices: [] };
  const series = await sources.series(benchmarkReports, requests, [], maxCommits);
  if (series.length < 2 * minSegment) {
    const because = `Of ${sources.branch}, ${countOf(series.length, "commit has", "commits have")} figures; it takes at least ${2 * minSegment}.`;
    return { kind: "unknown", because };
  }
  const found = stepsIn(settings, series.toReversed());
  const between = [...Map.groupBy(found, ({ from, to }) => `${from}..${to}`)];
  return { kind: "notices", notices: between.toReversed().map(([range, steps]) => noticeOf(range, steps)) };
}

/** In the order of the commits; `series` has the oldest first. */
function stepsIn(settings: BenchmarkSettings, series: readonly FoundReports<BenchmarkReport>[]): readonly WorseStep[] {
  const limitOf = limitsOf(settings.limit, settings.limits);
  const since = acceptedSince(settings.accepted);
  const rules = flagRules(settings).filter(({ basePaths }) => basePaths.length === 0);
  const all = rules.flatMap(({ flag, better }) => {
    const commits = series.map(({ commit, reports }) => ({
      commit,
      ...earlierRuns(reports.filter((report) => report.flag === flag)),
    }));
    return worseSteps({ flag, better, commits: commits.filter(({ runs }) => runs.length > 0) }, limitOf, since);
  });
  const place = new Map(series.map(({ commit }, index) => [commit, index]));
  return all.toSorted((one, other) => (place.get(one.to) ?? 0) - (place.get(other.to) ?? 0));
}

function noticeOf(range: string, steps: readonly WorseStep[]): Notice {
  const [from = "", to = ""] = range.split("..").map((commit) => commit.slice(0, 12));
  const worst = steps.toSorted((one, other) => growth(other) - growth(one));
  const rows = worst.map(({ place, before, after, course }) => [
    fullName(place),
    place.metric,
    figureText(before, place.unit),
    figureText(after, place.unit),
    ratioText(after / before),
    sparkline(course),
    place.testbed,
  ]);
  const columns = ["benchmark", "metric", "before", "after", "ratio", "course", "machine"];
  const what = `${countOf(steps.length, "benchmark")} became worse between ${from} and ${to}, and ${steps.length === 1 ? "has" : "have"} been since.`;
  return {
    key: range,
    title: `${countOf(steps.length, "benchmark")} became worse between ${from} and ${to}`,
    what,
    why: "What slips in unseen is what the next change is compared with.",
    fix: `Look at what came in with ${from}..${to}, and make it good. If it is meant, write so: lanekeeper bench accept, with the benchmark's name and a reason.`,
    tables: [firstRows({ title: "Steps", columns, rows })],
  };
}

function growth({ before, after }: WorseStep): number {
  return Math.abs(Math.log(after / before));
}
