import type { FileFact, ImportFact } from "../facts.ts";
import type { RuleOf } from "../rule-settings.ts";
import { isOf } from "./imports.ts";
import { type Check, filesOf, placeOf } from "./said.ts";

type Rule = RuleOf<"require">;

/** Files of a known language that are still there. */
export const checkRequire: Check<Rule> = (rule, files) =>
  filesOf(rule, files)
    .filter((file) => file.after !== undefined && !isMet(rule, file))
    .map((file) => ({
      rule: "missing-import",
      what: `${file.path} ${rule.in === "added" ? "gains" : "has"} no ${wanted(rule)}.`,
      why: "The change was to do the same in every file, and did not do it here.",
      fix: `${rule["and-call"] ? `Import ${rule.import} and call through it` : `Import ${rule.import}`}, or leave this file out of the change.`,
      ...placeOf(file),
    }));

function isMet(rule: Rule, file: FileFact): boolean {
  const isThere = (line: number) =>
    rule.in === "file" || file.addedRanges.some(({ first, count }) => line >= first && line < first + count);
  return (file.after?.imports ?? []).some(
    (imported) =>
      isOf(imported.module, rule.import, true) && isAtRunTime(imported) && isThere(imported.line) && isCalled(imported),
  );

  function isCalled({ calls }: ImportFact): boolean {
    return !rule["and-call"] || calls.some(isThere);
  }
}

/** A statement that runs: neither for types only, nor itself a call. */
function isAtRunTime({ typeOnly, dynamic }: ImportFact): boolean {
  return !typeOnly && !dynamic;
}

function wanted(rule: Rule): string {
  return rule["and-call"] ? `import of ${rule.import} with a call through it` : `import of ${rule.import}`;
}
