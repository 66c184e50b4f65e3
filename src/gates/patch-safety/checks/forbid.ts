import type { Finding } from "../../../core/finding.ts";
import type { FileFact, ImportFact } from "../facts.ts";
import type { RuleOf } from "../rule-settings.ts";
import { absoluteModule, isOf, modulesOf } from "./imports.ts";
import { type Check, filesOf, placeOf } from "./said.ts";

type Rule = RuleOf<"forbid">;

export const checkForbid: Check<Rule> = (rule, files) =>
  filesOf(rule, files).flatMap((file) =>
    (file.after?.imports ?? []).flatMap((imported) => {
      const forbidden = forbiddenIn(rule, file, imported);
      return forbidden === undefined ? [] : [findingOf(rule, file, imported, forbidden)];
    }),
  );

function forbiddenIn(rule: Rule, file: FileFact, imported: ImportFact): string | undefined {
  if (imported.dynamic && !rule.dynamic) return undefined;
  const isRelative = imported.module.startsWith(".");
  if (isRelative && !rule.relative) return undefined;
  const names = modulesOf(imported).flatMap((module) =>
    isRelative ? (absoluteModule(file.path, module) ?? []) : [module],
  );
  return rule["import-from"].find((wanted) => names.some((name) => isOf(name, wanted, rule.submodules)));
}

function findingOf(rule: Rule, file: FileFact, imported: ImportFact, forbidden: string): Finding {
  const instead = rule.dynamic ? "Take the import away" : `Import ${forbidden} by a call where it is needed`;
  return {
    rule: "forbidden-import",
    what: `${file.path} still imports ${imported.module}, which is of ${forbidden}.`,
    why: "The change was to take every such import out of the files that it touches.",
    fix: `${instead}, or leave this file out of the change.`,
    ...placeOf(file, imported.line),
  };
}
