import { z } from "zod";
import { hasWildcard, moduleExpression, overlap } from "../../../formats/imports/graph/expression.ts";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

const type = "forbidden";

const ForbiddenKeys = z.strictObject({
  type: z.literal(type).describe("`forbidden`: nothing in `from` may import anything in `to`."),
  ...sharedKeys,
  from: moduleNames(1).describe("`forbidden`: packages whose modules must keep out. Each stands for all below it."),
  to: moduleNames(1).describe(
    "`forbidden`: packages that must not be imported. A package of other people is named by its first part.",
  ),
  "allow-indirect": z
    .boolean()
    .default(false)
    .describe("`forbidden`: whether chains through other modules are allowed, so that only direct imports count."),
  "as-packages": z
    .boolean()
    .default(true)
    .describe("Whether each name stands for all modules below it too, or for that one module."),
});
export type ForbiddenContract = z.output<typeof ForbiddenKeys>;

/** A package may import what it overlaps with. Where that leaves nothing to forbid, the contract is a mistake. */
export const Forbidden = ForbiddenKeys.superRefine((contract, context) => {
  const { from, to } = contract;
  if (from.length === 0 || to.length === 0) return;
  if (!from.every((source) => to.every((target) => isSame(contract, source, target)))) return;
  const message = `${from[0] ?? ""} and ${to[0] ?? ""} overlap: a package cannot be kept away from itself`;
  context.addIssue({ code: "custom", path: ["to"], message });
});

function isSame(contract: ForbiddenContract, left: string, right: string): boolean {
  if (hasWildcard(moduleExpression(left)) || hasWildcard(moduleExpression(right))) return false;
  return contract["as-packages"] ? overlap(left, right) : left === right;
}
