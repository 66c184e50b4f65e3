import { objectionToClaims } from "../../core/claims.ts";
import { completenessOf } from "../../core/completeness.ts";
import type { FoundReports } from "../../core/evidence.ts";
import type { Gathered, Sources } from "../../core/gate.ts";
import { requiredEntries } from "../../core/report-entries.ts";
import type { BenchmarkReport } from "../../formats/benchmarks/model.ts";
import { benchmarkReports } from "../../formats/benchmarks/stored-report.ts";
import { seriesIn } from "./compare/history-benchmarks.ts";
import { directionOf, placeOf } from "./compare/paired-benchmarks.ts";
import { gatherHistory } from "./gather-history.ts";
import type { BenchmarkFacts, BenchmarkSettings, HeadBenchmark } from "./model.ts";
import { objectionToNothing } from "./nothing-compared.ts";
import { pairFlag } from "./pair-flag.ts";
import { flawIn, runsIn, usedReport } from "./read-runs.ts";
import { flagRules, sidedRequests } from "./requests.ts";
import { type SidedReports, sidesOf } from "./sides.ts";

/** Asks for the reports of head, and for earlier ones of the base where head was not measured beside it; waits while reports are missing. */
export async function gatherBenchmarks(
  settings: BenchmarkSettings,
  sources: Sources,
): Promise<Gathered<BenchmarkFacts>> {
  const { evidence, subject } = sources;
  const found = await evidence.head(benchmarkReports, sidedRequests(settings));
  const timeoutMs = settings["timeout-minutes"] * 60_000;
  const state = completenessOf(found, requiredEntries(settings.reports), evidence.patience, timeoutMs);
  if (state.kind !== "complete") return state;
  const objection = objectionToClaims(settings.claims, found, [], subject);
  if (objection !== undefined) return objection;
  const sides = await sidesOf(flagRules(settings), found, evidence);
  const flaw = flawIn(sides.flatMap(({ base, head }) => [...head, ...base]));
  if (flaw !== undefined) return { kind: "unavailable", because: flaw };
  const paired = sides.filter(({ rule }) => rule.basePaths.length > 0).map(pairFlag);
  const problem = paired.find((one) => one.kind === "unpaired");
  if (problem !== undefined) return unpaired(problem.because, found, sources, timeoutMs);
  const history = await gatherHistory(settings, sides, evidence);
  const facts = {
    paired: paired.flatMap((one) => (one.kind === "paired" ? [one.reports] : [])),
    history,
    head: sides.flatMap(headBenchmarks),
    used: sides.flatMap(({ base, head }) => [...head, ...base]).map(usedReport),
  };
  const nothing = objectionToNothing(settings, facts);
  return nothing === undefined ? { kind: "facts", facts } : { kind: "unavailable", because: nothing };
}

/** What runs still may send the missing side; once nothing does, it never comes. */
function unpaired(
  because: string,
  { running }: FoundReports<BenchmarkReport>,
  { evidence: { patience } }: Sources,
  timeoutMs: number,
): Gathered<never> {
  if (patience === undefined || running.length === 0 || patience.now >= patience.since + timeoutMs) {
    return { kind: "unavailable", because };
  }
  return {
    kind: "not-yet",
    because: `${because} Still running: ${running.join(", ")}.`,
    until: patience.since + timeoutMs,
  };
}

function headBenchmarks({ rule, head }: SidedReports): readonly HeadBenchmark[] {
  return [...seriesIn(runsIn(head)).values()].map(({ first, testbed, all }) => ({
    place: placeOf(first, { flag: rule.flag, testbed }),
    better: directionOf(first.better, rule.better),
    series: all,
  }));
}
