import { z } from "zod";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

export const AcyclicSiblings = z
  .strictObject({
    type: z
      .literal("acyclic-siblings")
      .describe(
        "`acyclic-siblings`: the packages and modules below each ancestor must not import each other in a circle.",
      ),
    ...sharedKeys,
    ancestors: moduleNames(1).describe(
      "`acyclic-siblings`: packages whose children must not form a cycle, and neither must theirs.",
    ),
    depth: z
      .int()
      .min(0)
      .max(1_000)
      .default(10)
      .describe(
        "`acyclic-siblings`: how many generations below the children are looked at too; 0 means the children alone.",
      ),
    "skip-descendants": moduleNames(0)
      .default([])
      .describe("`acyclic-siblings`: packages whose children are not looked at, nor anything below."),
  })
  .superRefine((contract, context) => {
    const both = contract.ancestors.find((name) => contract["skip-descendants"].includes(name));
    if (both === undefined) return;
    const message = `${both} is an ancestor too, so it cannot be skipped`;
    context.addIssue({ code: "custom", path: ["skip-descendants"], message });
  });
export type AcyclicSiblingsContract = z.output<typeof AcyclicSiblings>;
