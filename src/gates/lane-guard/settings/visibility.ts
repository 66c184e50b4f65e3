import { z } from "zod";
import { hasWildcard, moduleExpression, overlap } from "../../../formats/imports/graph/expression.ts";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

const VisibilityKeys = z.strictObject({
  type: z
    .literal("visibility")
    .describe("`visibility`: modules outside the packages in `modules` may import directly only what is in `public`."),
  ...sharedKeys,
  modules: moduleNames(1).describe("`visibility`: packages of which only a part is meant for others."),
  public: moduleNames(1).describe(
    "`visibility`: the modules that others may import. The name of a package stands for its `__init__.py` alone.",
  ),
  "as-packages": z
    .boolean()
    .default(false)
    .describe(
      "`visibility`: whether each name in `public` stands for all modules below it too; here it is `false` by default.",
    ),
});
export type VisibilityContract = z.output<typeof VisibilityKeys>;

/** Where everything is public, or what is public belongs to no package named, the contract guards nothing. */
export const Visibility = VisibilityKeys.superRefine((contract, context) => {
  const { modules, public: surface } = contract;
  const object = (message: string) => context.addIssue({ code: "custom", path: ["public"], message });
  if (modules.length === 0) return;
  if ([...modules, ...surface].some((name) => hasWildcard(moduleExpression(name)))) return;
  const stray = surface.find((name) => !modules.some((guarded) => overlap(name, guarded)));
  if (stray !== undefined) object(`${stray} is in none of \`modules\`, so it is public anyway`);
  const open = modules.find((guarded) =>
    surface.some((name) => overlap(name, guarded) && name.length <= guarded.length),
  );
  if (contract["as-packages"] && open !== undefined) object(`With \`as-packages: true\`, all of ${open} is public`);
});
