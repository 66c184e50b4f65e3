import { countOf } from "../../core/count-of.ts";
import type { Ruling } from "../../core/verdict.ts";
import { checkRule } from "./checks/check-rule.ts";
import { unreadableFiles } from "./checks/unreadable.ts";
import type { PatchSafetyFacts } from "./facts.ts";
import type { Level, PatchSafetySettings } from "./model.ts";
import { sensitiveFinding, unsearchedFinding } from "./sensitive-findings.ts";

/** Whether the change does only what it may, and touches nothing that deserves a second look. */
export function judgePatchSafety(settings: PatchSafetySettings, facts: PatchSafetyFacts): Ruling {
  const { sensitive, unsearched } = facts;
  const at = (level: Level) => [
    ...sensitive.filter(({ kind }) => settings.sensitive[kind] === level).map(sensitiveFinding),
    ...unsearched.filter(({ kind }) => settings.sensitive[kind] === level).map(unsearchedFinding),
  ];
  const findings = [
    ...at("fail"),
    ...unreadableFiles(facts.rules, facts.files),
    ...facts.rules.flatMap((rule) => checkRule(rule, facts.files)),
  ];
  const notes = at("note");
  const summary = summaryOf(facts);
  const examined = { count: facts.changed, of: "changed files" };
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", summary, examined, notes };
  return { outcome: "failed", summary, examined, findings: [first, ...others], notes };
}

function summaryOf({ rules, changed }: PatchSafetyFacts): string {
  const files = countOf(changed, "changed file");
  if (rules.length === 0) return `${files} looked through; no rule counts for this change.`;
  return `${files} judged by ${countOf(rules.length, "rule")}.`;
}
