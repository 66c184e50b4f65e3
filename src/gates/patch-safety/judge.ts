import { countOf, grouped } from "../../core/count-of.ts";
import { fewFindings } from "../../core/few-findings.ts";
import type { Finding } from "../../core/finding.ts";
import type { Ruling } from "../../core/verdict.ts";
import { checkRule } from "./checks/check-rule.ts";
import { checkedFiles } from "./checks/said.ts";
import { unreadableFiles } from "./checks/unreadable.ts";
import type { PatchSafetyFacts, SensitiveFact } from "./facts.ts";
import { type Level, looksThrough, type PatchSafetySettings } from "./model.ts";
import { sensitiveFinding, unsearchedFinding } from "./sensitive-findings.ts";

/** Whether the change does only what it may, and touches nothing that deserves a second look. */
export function judgePatchSafety(settings: PatchSafetySettings, facts: PatchSafetyFacts): Ruling {
  const findings = [
    ...secondLooks(settings, facts, "fail"),
    ...unreadableFiles(facts.rules, facts.files),
    ...facts.rules.flatMap((rule) => checkRule(rule, facts.files)),
  ];
  const notes = secondLooks(settings, facts, "note");
  const work = workOn(facts);
  const summary = summaryOf(facts, work);
  const examined = { count: looksThrough(settings) ? facts.changed : work.files, of: "changed files" };
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", summary, examined, notes };
  return { outcome: "failed", summary, examined, findings: [first, ...others], notes };
}

/** What deserves a second look, and what nobody could look at, where this follows from it. */
function secondLooks(
  settings: PatchSafetySettings,
  { sensitive, unsearched }: PatchSafetyFacts,
  level: Level,
): readonly Finding[] {
  const isAt = ({ kind }: { readonly kind: SensitiveFact["kind"] }) => settings.sensitive[kind] === level;
  const findings = [...sensitive.filter(isAt).map(sensitiveFinding), ...unsearched.filter(isAt).map(unsearchedFinding)];
  return [...Map.groupBy(findings, ({ rule }) => rule).values()].flatMap(fewFindings);
}

/** How many files some rule has checked, and how many rules had one to check. */
interface Work {
  readonly files: number;
  readonly rules: number;
}

function workOn({ rules, files }: PatchSafetyFacts): Work {
  const checked = rules.map((rule) => checkedFiles(rule, files)).filter(({ length }) => length > 0);
  return { files: new Set(checked.flat()).size, rules: checked.length };
}

function summaryOf({ rules, changed }: PatchSafetyFacts, work: Work): string {
  const files = countOf(changed, "changed file");
  if (rules.length === 0) return `${files} looked through; no rule counts for this change.`;
  if (work.rules === 0) return `${files} looked through; no rule is about a file of this change.`;
  return `${part(work.files, changed)}${files} judged by ${part(work.rules, rules.length)}${countOf(rules.length, "rule")}.`;
}

function part(count: number, all: number): string {
  return count === all ? "" : `${grouped(count)} of `;
}
