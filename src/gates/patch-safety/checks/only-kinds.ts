import { countOf } from "../../../core/count-of.ts";
import { shortTrace } from "../../../core/short-trace.ts";
import type { RuleOf } from "../rule-settings.ts";
import { type Check, countOthers, filesOf, lineList, placeOf, totalOf } from "./said.ts";

export const checkOnlyKinds: Check<RuleOf<"only-kinds">> = (rule, files) =>
  filesOf(rule, files).flatMap((file) => {
    const added = countOthers(file.added, rule.kinds);
    const deleted = countOthers(file.deleted, rule.kinds);
    const total = totalOf(added) + totalOf(deleted);
    if (total === 0) return [];
    const lines = [
      ...added.map((count) => lineList(count, "added")),
      ...deleted.map((count) => lineList(count, "deleted")),
    ];
    return [
      {
        rule: "other-kind",
        what: `${file.path} has ${countOf(total, "changed line")} that ${total === 1 ? "is" : "are"} not ${rule.kinds.join(", ")}.`,
        why: "The change was to touch nothing else, so that nobody looks for anything else in it.",
        fix: "Move these lines to a change of their own.",
        ...placeOf(file, added[0]?.lines[0]),
        trace: shortTrace(lines),
      },
    ];
  });
