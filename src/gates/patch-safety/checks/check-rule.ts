import type { Finding } from "../../../core/finding.ts";
import type { FileFact } from "../facts.ts";
import type { PatchRule } from "../rule-settings.ts";
import { checkDeletedDefinitions } from "./deleted-definitions.ts";
import { checkDeletedLines } from "./deleted-lines.ts";
import { checkForbid } from "./forbid.ts";
import { checkMaxFiles } from "./max-files.ts";
import { checkOnlyKinds } from "./only-kinds.ts";
import { checkParseAfter } from "./parse-after.ts";
import { checkRequire } from "./require.ts";

export function checkRule(rule: PatchRule, files: readonly FileFact[]): readonly Finding[] {
  switch (rule.type) {
    case "deleted-definitions":
      return checkDeletedDefinitions(rule, files);
    case "deleted-lines":
      return checkDeletedLines(rule, files);
    case "require":
      return checkRequire(rule, files);
    case "forbid":
      return checkForbid(rule, files);
    case "only-kinds":
      return checkOnlyKinds(rule, files);
    case "parse-after":
      return checkParseAfter(rule, files);
    case "max-files":
      return checkMaxFiles(rule, files);
  }
}
