import type { CoverageFigures } from "../../formats/coverage/figures.ts";
import type { Fraction } from "../../formats/coverage/model.ts";
import { changedCoverage } from "./changed-lines.ts";
import { partsBefore } from "./drop.ts";
import { judgeModule } from "./judge-module.ts";
import type { CoverageFacts, CoverageSettings } from "./model.ts";
import { sortIntoModules } from "./modules.ts";

/** The numbers that the ruling rests on, all of them and unrounded. */
export function coverageFigures(settings: CoverageSettings, facts: CoverageFacts): CoverageFigures {
  const sorted = sortIntoModules(settings, facts);
  const before = facts.base === undefined ? undefined : partsBefore(facts.base, facts, sorted);
  const modules = sorted.map((files) => {
    const judged = judgeModule(settings, facts, files, before?.get(files.module));
    return {
      name: files.module.name,
      metric: files.module.metric,
      threshold: judged.threshold ?? null,
      now: judged.part?.kind === "counted" ? fractionOf(judged.part) : null,
      base: judged.before === undefined ? null : fractionOf(judged.before),
      files: files.inTree.length,
      measured: files.measured.size,
      unmeasured: [...files.unmeasured],
      kept: judged.findings.length === 0,
    };
  });
  const { covered, total, files, unknown } = changedCoverage(settings, facts);
  const changed = files.map((file) => ({
    path: file.path,
    ...fractionOf(file),
    uncovered: file.uncovered.map(([first, last]): [number, number] => [first, last]),
  }));
  return { modules, changedLines: { covered, total, files: changed, unknown: [...unknown] } };
}

function fractionOf({ covered, total }: Fraction): { covered: number; total: number } {
  return { covered, total };
}
