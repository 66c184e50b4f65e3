import { z } from "zod";
import { hasWildcard, moduleExpression } from "../../../formats/imports/graph/expression.ts";
import { overlapping } from "../../../formats/imports/graph/overlapping.ts";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

const IndependenceKeys = z.strictObject({
  type: z.literal("independence").describe("`independence`: none of `modules` may import another, in any direction."),
  ...sharedKeys,
  modules: moduleNames(1).describe(
    "`independence`: packages that must not depend on each other. `protected`: packages that only few may import.",
  ),
});
export type IndependenceContract = z.output<typeof IndependenceKeys>;

export const Independence = IndependenceKeys.superRefine(({ modules }, context) => {
  const objection =
    overlapping(modules) ??
    (modules.length === 1 && modules.every((name) => !hasWildcard(moduleExpression(name)))
      ? "A package alone is always independent: name another, or use a wildcard"
      : undefined);
  if (objection !== undefined) context.addIssue({ code: "custom", path: ["modules"], message: objection });
});
