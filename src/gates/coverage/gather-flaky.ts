import type { Sources } from "../../core/gate.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { type BaseRun, flakyLines, suspectFiles } from "./flaky.ts";
import { type MeasureOptions, measure } from "./measure.ts";
import type { CoverageFacts, CoverageSettings, FlakyLines } from "./model.ts";
import { requestsOf, requiredFlags } from "./requests.ts";
import { linesAfter } from "./unchanged-lines.ts";

/** So many runs on the base tell whether a line is flaky. */
const flakyRuns = 5;

export const noFlakyLines: FlakyLines = { base: new Map(), head: new Map(), runs: 0 };

/** Asks for earlier runs only where head covers lines otherwise that it did not change. */
export async function gatherFlaky(
  settings: CoverageSettings,
  { evidence, repository }: Pick<Sources, "evidence" | "repository">,
  { base, head, changes, deleted }: Pick<CoverageFacts, "base" | "head" | "changes" | "deleted">,
  onBase: MeasureOptions,
): Promise<FlakyLines> {
  if (base === undefined) return noFlakyLines;
  const after = linesAfter(changes, deleted);
  const suspects = suspectFiles(base.files, head.files, after);
  if (suspects.length === 0) return noFlakyLines;
  const series = await evidence.baseSeries(coverageReports, requestsOf(settings), requiredFlags(settings), flakyRuns);
  const runs: BaseRun[] = [];
  for (const found of series) {
    // Paths are looked up in the merge base's tree: only files that were the same then count.
    const then = measure(found, onBase);
    const changed = await repository.changedSince(found.commit);
    if (then.kind === "unavailable" || !changed.complete) continue;
    runs.push({ files: then.measured.files, changedSince: new Set(changed.items) });
  }
  return flakyLines(suspects, runs, after);
}
