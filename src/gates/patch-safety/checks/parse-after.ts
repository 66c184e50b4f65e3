import type { FileFact, SourceFact } from "../facts.ts";
import type { RuleOf } from "../rule-settings.ts";
import { type Check, filesOf, placeOf } from "./said.ts";

type Problem = SourceFact["problems"][number];

/** What was wrong before is not the change's doing. */
export const checkParseAfter: Check<RuleOf<"parse-after">> = (rule, files) =>
  filesOf(rule, files).flatMap((file) => {
    const problem = newProblem(file);
    if (problem === undefined) return [];
    return [
      {
        rule: "broken-syntax",
        what: `${file.path} can no longer be read to its end: ${problem.kind.replaceAll("-", " ")} in line ${problem.line}.`,
        why: "What does not parse does not run, and no other rule can tell what it does.",
        fix: "Correct the line. A tool that edits text instead of syntax often leaves such places behind.",
        ...placeOf(file, problem.line),
      },
    ];
  });

function newProblem({ before, after }: FileFact): Problem | undefined {
  const known = new Set(before?.problems.map(({ kind }) => kind));
  return after?.problems.find(({ kind }) => !known.has(kind));
}
