import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { percentText, reaches } from "../../formats/coverage/percent.ts";
import type { ChangedCoverage, ChangedFile } from "./changed-lines.ts";
import type { CoverageSettings } from "./model.ts";
import { coverageRules } from "./rules.ts";
import { somePaths } from "./some-paths.ts";

/** So many stretches of uncovered lines are shown one by one. */
const maxStretches = 100;

const why = "What a change brings is what its author knows best how to test.";

/** Below the threshold every uncovered stretch blocks; otherwise they are notes. Lines that no report knows are listed. */
export function judgeChangedLines(settings: CoverageSettings, changed: ChangedCoverage) {
  const rule = settings["changed-lines"];
  const threshold = typeof rule === "object" ? rule.threshold : rule;
  const unknown = changed.unknown.length === 0 ? [] : [unknownNote(changed.unknown)];
  if (threshold === undefined) return { findings: [], notes: [] };
  const stretches = changed.files.flatMap(stretchFindings);
  const shown = stretches.slice(0, maxStretches);
  if (reaches(changed, threshold)) return { findings: [], notes: [...shown, ...unknown] };
  const hidden = stretches.length - shown.length;
  const what = `${percentText(changed)} of the changed lines are covered (${changed.covered} of ${changed.total}); the threshold is ${threshold} %.`;
  const whole: Finding = {
    rule: "changed-lines-below",
    what:
      hidden > 0
        ? `${what} ${countOf(hidden, "more uncovered stretch is", "more uncovered stretches are")} not listed.`
        : what,
    why,
    fix: coverageRules["changed-lines-below"].fix,
  };
  return { findings: [whole, ...shown], notes: unknown };
}

function stretchFindings({ path, uncovered }: ChangedFile): readonly Finding[] {
  return uncovered.map(([firstLine, lastLine]) => ({
    rule: "changed-lines-uncovered",
    what:
      firstLine === lastLine
        ? `Line ${firstLine} is not covered.`
        : `Lines ${firstLine} to ${lastLine} are not covered.`,
    why,
    fix: coverageRules["changed-lines-uncovered"].fix,
    at: { path, firstLine, lastLine },
  }));
}

function unknownNote(paths: readonly string[]): Finding {
  return {
    rule: "unmeasured",
    what: `${countOf(paths.length, "changed file is", "changed files are")} in no report, so ${paths.length === 1 ? "its" : "their"} lines are not counted.`,
    why: "What nobody measured is neither covered nor uncovered.",
    fix: coverageRules.unmeasured.fix,
    trace: somePaths(paths),
  };
}
