import type { Sources } from "../../core/gate.ts";
import { requestsOf, requiredEntries } from "../../core/report-entries.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { type BaseRun, flakyLines, suspectFiles } from "./flaky.ts";
import { type MeasureOptions, measure } from "./measure.ts";
import type { ComparedBase, CoverageFacts, CoverageSettings, FlakyLines } from "./model.ts";
import { linesAfter } from "./unchanged-lines.ts";

/** So many runs on the base tell whether a line is flaky. */
const flakyRuns = 5;

export const noFlakyLines: FlakyLines = { base: new Map(), head: new Map(), runs: 0 };

/** Asks for earlier runs only where head covers lines otherwise that it did not change. */
export async function gatherFlaky(
  settings: CoverageSettings,
  { evidence, repository }: Pick<Sources, "evidence" | "repository">,
  { base, head }: Pick<CoverageFacts, "base" | "head">,
  onBase: MeasureOptions,
): Promise<FlakyLines> {
  if (base === undefined) return noFlakyLines;
  const after = linesAfter(base.changes, base.deleted);
  const suspects = await sameInMergeBase(suspectFiles(base.files, head.files, after), base, repository);
  if (suspects.length === 0) return noFlakyLines;
  const { reports } = settings;
  const series = await evidence.baseSeries(coverageReports, requestsOf(reports), requiredEntries(reports), flakyRuns);
  const runs: BaseRun[] = [];
  for (const found of series) {
    // Paths are looked up in the compared commit's tree: only files that were the same then count.
    const then = measure(found, onBase);
    const changed = await repository.changedSince(found.commit);
    if (then.kind === "unavailable" || !changed.complete) continue;
    runs.push({ files: then.measured.files, changedSince: new Set(changed.items) });
  }
  return flakyLines(suspects, runs, after);
}

/** Earlier runs are known by what the merge base has otherwise, so only of files that it has as the compared commit had them. */
async function sameInMergeBase(
  paths: readonly string[],
  { commit, distance }: ComparedBase,
  repository: Pick<Sources["repository"], "changedSince">,
): Promise<readonly string[]> {
  if (distance === 0 || paths.length === 0) return paths;
  const changed = await repository.changedSince(commit);
  const others = new Set(changed.items);
  return changed.complete ? paths.filter((path) => !others.has(path)) : [];
}
