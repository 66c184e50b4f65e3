import { z } from "zod";
import { objectionToName } from "../../../formats/imports/graph/expression.ts";
import { layerOf, objectionToLayer } from "../../../formats/imports/graph/layer.ts";
import { overlapping } from "../../../formats/imports/graph/overlapping.ts";
import { text } from "./names.ts";
import { moduleNames, sharedKeys } from "./shared-keys.ts";

const LayersKeys = z.strictObject({
  type: z.literal("layers").describe("`layers`: no layer may import one that stands above it in `layers`."),
  ...sharedKeys,
  layers: z
    .array(
      text((layer) => objectionToLayer(layer, objectionToName), "Write the name of a package, or several as `a | b`"),
    )
    .min(1)
    .max(500)
    .describe(
      "`layers`: from high to low. Modules of one layer are separated by `|` when they must not import each other and by `:` when they may. `(name)` need not exist.",
    ),
  containers: moduleNames(0)
    .default([])
    .describe("`layers`: packages that each have these layers; `layers` then gives the names below them."),
  exhaustive: z
    .boolean()
    .default(false)
    .describe("`layers`: whether everything right below a container must be a layer."),
  "exhaustive-ignores": z
    .array(z.string().min(1).max(500))
    .max(2_000)
    .default([])
    .describe("`layers`: names below a container that need not be a layer."),
});
export type LayersContract = z.output<typeof LayersKeys>;

export const Layers = LayersKeys.superRefine((contract, context) => {
  const object = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
  const names = contract.layers.flatMap((layer) => layerOf(layer).modules.map(({ name }) => name));
  const clash = overlapping(names);
  if (clash !== undefined) object("layers", clash);
  if (contract.exhaustive && contract.containers.length === 0) {
    object("exhaustive", "Only layers with `containers` can be exhaustive");
  }
  if (!contract.exhaustive && contract["exhaustive-ignores"].length > 0) {
    object("exhaustive-ignores", "It has no effect without `exhaustive: true`");
  }
  if (!contract.exhaustive && names.length === 1) object("layers", "One layer alone forbids nothing: name another");
});
