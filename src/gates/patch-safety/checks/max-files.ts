import { countOf, grouped } from "../../../core/count-of.ts";
import type { RuleOf } from "../rule-settings.ts";
import { type Check, filesOf } from "./said.ts";

export const checkMaxFiles: Check<RuleOf<"max-files">> = (rule, files) => {
  const { length } = filesOf(rule, files);
  if (length <= rule.max) return [];
  return [
    {
      rule: "too-many-files",
      what: `The change touches ${countOf(length, "file")}; at most ${grouped(rule.max)} may go into one of this kind.`,
      why: "What a tool does twenty times over nobody reads twenty times, and one mistake of it is in all of them.",
      fix: "Split it: `lanekeeper batch` proposes how.",
    },
  ];
};
