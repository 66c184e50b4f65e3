import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { flaggedName } from "../../core/report-name.ts";
import { reportTable } from "../../core/report-table.ts";
import type { Ruling } from "../../core/verdict.ts";
import type { Fraction } from "../../formats/coverage/model.ts";
import { percentText } from "../../formats/coverage/percent.ts";
import { totalsOf } from "../../formats/coverage/totals.ts";
import { changedCoverage } from "./changed-lines.ts";
import { partsBefore } from "./drop.ts";
import { judgeChangedLines } from "./judge-changed-lines.ts";
import { judgeModule } from "./judge-module.ts";
import type { CoverageFacts, CoverageSettings, Measured } from "./model.ts";
import { sortIntoModules } from "./modules.ts";
import { coverageRules } from "./rules.ts";
import { somePaths } from "./some-paths.ts";
import { changedTable, moduleTable } from "./tables.ts";

/** Judges every module by its own rule, and the changed lines. */
export function judgeCoverage(settings: CoverageSettings, facts: CoverageFacts): Ruling {
  const modules = sortIntoModules(settings, facts);
  const before = facts.base === undefined ? undefined : partsBefore(facts.base, facts, modules);
  const judged = modules.map((files) => judgeModule(settings, facts, files, before?.get(files.module)));
  const changed = changedCoverage(settings, facts);
  const lines = judgeChangedLines(settings, changed);
  const ofRules = judged.flatMap((one) => one.findings);
  const findings = [...ofRules, ...lines.findings];
  // Too few changed lines are one problem, however many stretches of them are uncovered.
  const problems = ofRules.length + Math.min(1, lines.findings.length);
  const ofModules = judged.flatMap((one) => one.notes);
  const notes = [...ofModules, ...lines.notes, ...mergedNote(facts), ...passedOver(facts), ...remarks(facts)];
  const all = totalsOf(facts.head.files, settings.metric);
  const counted = all.kind === "counted" ? all : { covered: 0, total: 0 };
  const summary = summaryOf(counted, problems, judged.length, settings, changed);
  const examined = { count: linesIn(facts), of: "lines" };
  const tables = [...moduleTable(judged, facts), ...changedTable(changed), reportTable(facts.head.used)];
  const percent = counted.total === 0 ? [] : [Math.floor((counted.covered * 10_000) / counted.total) / 100];
  const measures = percent.map((value) => ({ name: `covered by ${settings.metric}`, value, unit: " %" }));
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", summary, examined, notes, tables, measures };
  return { outcome: "failed", summary, examined, findings: [first, ...others], notes, tables, measures };
}

function summaryOf(
  all: Fraction,
  problems: number,
  modules: number,
  settings: CoverageSettings,
  changed: Fraction,
): string {
  const whole = `${percentText(all)} covered (${all.covered} of ${all.total} by ${settings.metric})`;
  const parts = [all.total === 0 ? `Not measured by ${settings.metric}` : whole];
  if (modules > 0) parts.push(countOf(modules, "module"));
  if (changed.total > 0) parts.push(`${percentText(changed)} of ${countOf(changed.total, "changed line")}`);
  const keptText = modules > 0 || settings["changed-lines"] !== undefined ? "every rule is kept." : "no rule is set.";
  return `${parts.join(", ")}: ${problems === 0 ? keptText : `${countOf(problems, "problem")}.`}`;
}

function linesIn({ head }: CoverageFacts): number {
  const lines = totalsOf(head.files, "line");
  return lines.kind === "counted" ? lines.total : 0;
}

function mergedNote({ merged, head }: CoverageFacts): readonly Finding[] {
  const paths = merged.filter((path) => head.files.has(path));
  if (paths.length === 0) return [];
  return [
    {
      rule: "lines-of-merge",
      what: `The base has changed ${countOf(paths.length, "measured file")} since this change began, so lines may be shifted in the reports.`,
      why: "A workflow on `pull_request` tests the merge of both, and lines are counted here as the head has them.",
      fix: coverageRules["lines-of-merge"].fix,
      trace: somePaths(paths),
    },
  ];
}

/** So many commits are named. */
const maxPassedOver = 3;

function passedOver({ base }: CoverageFacts): readonly Finding[] {
  const commits = base?.passedOver ?? [];
  const hidden = commits.length - maxPassedOver;
  const more = hidden > 0 ? ` ${hidden === 1 ? "So is" : "So are"} ${hidden} more before it.` : "";
  return commits.slice(0, maxPassedOver).map(({ commit, flag, path, because }, index) => ({
    rule: "base-passed-over",
    what: `${commit.slice(0, 8)} is not compared with: ${flag} (${path}): ${because}${index === maxPassedOver - 1 ? more : ""}`,
    why: "A number out of a damaged report would be a guess, so that an older commit stands in.",
    fix: coverageRules["base-passed-over"].fix,
  }));
}

function remarks({ head, base, onOneSide }: CoverageFacts): readonly Finding[] {
  const saidOf = ({ used }: Measured, where: string) =>
    used.flatMap((report) => report.remarks.map((text) => `${where}${flaggedName(report)}: ${text}`));
  const said = [...saidOf(head, ""), ...(base === undefined ? [] : saidOf(base, "In the merge base, "))];
  const left =
    onOneSide.length === 0
      ? []
      : [
          `Reports of ${onOneSide.join(", ")} are left out where coverage is compared: only one of head and merge base has them.`,
        ];
  return [...said, ...left, ...disagreement(head)].map((what) => ({
    rule: "report-remark",
    what,
    why: "A number is worth as much as the report that it comes from.",
    fix: coverageRules["report-remark"].fix,
  }));
}

/** Tools differ, and so do the versions of a language in a matrix; it can also be a report of other sources. */
function disagreement({ disagreements }: Measured): readonly string[] {
  const [first] = disagreements;
  if (first === undefined) return [];
  const [path, lines] = first;
  return [
    `The reports disagree on which lines of ${countOf(disagreements.size, "file")} can be run, first ${path} (${countOf(lines, "line")}). Lines that any report lists count.`,
  ];
}
