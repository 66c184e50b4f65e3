import { z } from "zod";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

export const Protected = z.strictObject({
  type: z.literal("protected").describe("`protected`: only `allowed-importers` may import `modules` directly."),
  ...sharedKeys,
  modules: moduleNames(1).describe(
    "`independence`: packages that must not depend on each other. `protected`: packages that only few may import.",
  ),
  "allowed-importers": moduleNames(0)
    .default([])
    .describe("`protected`: packages that may import the protected ones. What is protected may always import itself."),
  "as-packages": z
    .boolean()
    .default(true)
    .describe("Whether each name stands for all modules below it too, or for that one module."),
});
export type ProtectedContract = z.output<typeof Protected>;
