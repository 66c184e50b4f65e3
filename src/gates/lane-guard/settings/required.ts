import { z } from "zod";
import { hasWildcard, moduleExpression, overlap } from "../../../formats/imports/graph/expression.ts";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

const RequiredKeys = z.strictObject({
  type: z
    .literal("required")
    .describe("`required`: each package in `modules` must have a module that imports one of `imports`."),
  ...sharedKeys,
  modules: moduleNames(1).describe("`required`: packages of which each must import something."),
  imports: moduleNames(1).describe(
    "`required`: packages of which each of `modules` must import one. Whoever holds one of them need not.",
  ),
  "allow-indirect": z
    .boolean()
    .default(false)
    .describe("`required`: whether it is enough to import it through other modules."),
});
export type RequiredContract = z.output<typeof RequiredKeys>;

/** Who holds what is required need not import it. Where that leaves nobody, the contract is a mistake. */
export const Required = RequiredKeys.superRefine(({ modules, imports }, context) => {
  if (modules.length === 0 || imports.length === 0) return;
  if ([...modules, ...imports].some((name) => hasWildcard(moduleExpression(name)))) return;
  if (!modules.every((name) => imports.some((required) => overlap(name, required)))) return;
  const message = `${modules[0] ?? ""} holds what is required, or is a part of it, so nobody is left to import it`;
  context.addIssue({ code: "custom", path: ["modules"], message });
});
