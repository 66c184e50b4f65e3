import { z } from "zod";
import { hasWildcard, moduleExpression, overlap } from "../../../formats/imports/graph/expression.ts";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

const BudgetKeys = z.strictObject({
  type: z
    .literal("budget")
    .describe(
      "`budget`: modules in `from` may have at most so many direct imports of modules in `to`, and never more than before.",
    ),
  ...sharedKeys,
  from: moduleNames(1).describe("`budget`: packages whose imports are counted."),
  to: moduleNames(1).describe(
    "`budget`: packages of which imports are counted. What is inside one of them may import the rest of it freely.",
  ),
  "at-most": z
    .int()
    .min(0)
    .max(1_000_000)
    .describe("`budget`: so many imports are allowed, where an importer and a module that it imports count once."),
  ratchet: z
    .boolean()
    .default(true)
    .describe("`budget`: whether a change must not raise the number, even below `at-most`."),
});
export type BudgetContract = z.output<typeof BudgetKeys>;

/** What a package imports of itself is not counted. Where that leaves nothing to count, the contract is a mistake. */
export const Budget = BudgetKeys.superRefine(({ from, to }, context) => {
  if (from.length === 0 || to.length === 0) return;
  if ([...from, ...to].some((name) => hasWildcard(moduleExpression(name)))) return;
  const isPart = (source: string, target: string) => overlap(source, target) && source.length >= target.length;
  if (!from.every((source) => to.every((target) => isPart(source, target)))) return;
  const message = `${from[0] ?? ""} belongs to ${to[0] ?? ""}, and what a package imports of itself is not counted`;
  context.addIssue({ code: "custom", path: ["to"], message });
});
