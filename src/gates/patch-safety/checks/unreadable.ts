import type { Finding } from "../../../core/finding.ts";
import type { FileFact } from "../facts.ts";
import type { PatchRule } from "../rule-settings.ts";
import { checkedFiles, placeOf } from "./said.ts";

/**
 * Files that rules are about and that nobody can judge by them: what cannot be read may hold anything. Each is told once,
 * whichever rules ask.
 */
export function unreadableFiles(rules: readonly PatchRule[], files: readonly FileFact[]): readonly Finding[] {
  const reasons = new Map<FileFact, string>();
  for (const rule of rules) {
    for (const file of checkedFiles(rule, files)) {
      const reason = reasonFor(rule, file);
      if (reason !== undefined && !reasons.has(file)) reasons.set(file, reason);
    }
  }
  return [...reasons].map(([file, reason]) => ({
    rule: "unreadable-file",
    what: `${file.path} cannot be judged: it ${reason}.`,
    why: "What cannot be read may do anything, and a mechanical change is believed only for what it can be seen to do.",
    fix: "Leave the file out of the change, or out of the rule with `exclude`.",
    ...placeOf(file),
  }));
}

function reasonFor(rule: PatchRule, file: FileFact): string | undefined {
  switch (rule.type) {
    case "max-files":
      return undefined;
    case "parse-after":
      return file.unread;
    case "deleted-lines":
      return file.unread ?? problemOf(file, "before");
    case "only-kinds":
    case "deleted-definitions":
      return file.unread ?? problemOf(file, "before") ?? problemOf(file, "after");
    case "require":
    case "forbid":
      return file.unread ?? problemOf(file, "after");
  }
}

function problemOf(file: FileFact, side: "before" | "after"): string | undefined {
  const [problem] = file[side]?.problems ?? [];
  if (problem === undefined) return undefined;
  const when = side === "before" ? " of the base" : "";
  return `cannot be read to its end: ${problem.kind.replaceAll("-", " ")} in line ${problem.line}${when}`;
}
