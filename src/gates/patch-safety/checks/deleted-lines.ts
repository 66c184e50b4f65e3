import { countOf, grouped } from "../../../core/count-of.ts";
import type { Finding } from "../../../core/finding.ts";
import { shortTrace } from "../../../core/short-trace.ts";
import type { RuleOf } from "../rule-settings.ts";
import { type Check, countOthers, filesOf, lineList, placeOf, totalOf } from "./said.ts";

type Rule = RuleOf<"deleted-lines">;

export const checkDeletedLines: Check<Rule> = (rule, files) => {
  const counted = filesOf(rule, files)
    .map((file) => ({ file, others: countOthers(file.deleted, rule.except) }))
    .filter(({ others }) => totalOf(others) > 0);
  if (rule.per === "file") {
    return counted
      .filter(({ others }) => totalOf(others) > rule.max)
      .map(({ file, others }) => ({
        ...findingOf(rule, `${file.path} loses`, totalOf(others)),
        ...placeOf(file),
        trace: shortTrace(others.map((count) => lineList(count, "deleted"))),
      }));
  }
  const total = counted.reduce((sum, { others }) => sum + totalOf(others), 0);
  if (total <= rule.max) return [];
  const trace = counted.map(({ file, others }) => `${file.path}: ${countOf(totalOf(others), "line")}`);
  return [{ ...findingOf(rule, "The change deletes", total), trace: shortTrace(trace) }];
};

function findingOf({ max, except }: Rule, who: string, total: number): Omit<Finding, "at" | "trace"> {
  const kinds = except.length === 0 ? "" : `, not counting ${except.join(", ")}`;
  return {
    rule: "deleted-lines",
    what: `${who} ${countOf(total, "line")}${kinds}; at most ${grouped(max)} may go.`,
    why: "A mechanical change adds and moves; what it takes away it may have broken. A line that is edited is deleted, too.",
    fix: "Bring the lines back, or edit them in a change of its own that a person reads.",
  };
}
