import { z } from "zod";
import { objectionToName } from "../../../formats/imports/graph/expression.ts";
import { text } from "./names.ts";
import { sharedKeys } from "./shared-keys.ts";

const LaneModule = text(
  (written) => objectionToName(laneModule(written).name),
  "Write the name of a package, or a lane as `name: [its packages]`",
);

const LaneWithModules = z
  .record(z.string().min(1).max(100), z.array(LaneModule).min(1).max(2_000))
  .refine((lane) => Object.keys(lane).length === 1, { message: "Write one lane, as `name: [its packages]`" })
  .meta({ minProperties: 1, maxProperties: 1 });

const LanesKeys = z.strictObject({
  type: z
    .literal("lanes")
    .describe("`lanes`: no lane may import one that stands before it in `lanes`, neither directly nor through others."),
  ...sharedKeys,
  lanes: z
    .array(z.union([LaneModule, LaneWithModules]))
    .min(2)
    .max(50)
    .describe(
      "`lanes`: from the least trusted to the most trusted, each as the package that it is, or as `name: [its packages]`. `(package)` need not exist.",
    ),
  promotion: z
    .enum(["one-step", "any"])
    .default("one-step")
    .describe("`lanes`: whether a change may move a file up by one lane only, or by any number."),
});
export type LanesContract = z.output<typeof LanesKeys>;

export interface Lane {
  readonly name: string;
  readonly modules: readonly LaneModuleName[];
}

interface LaneModuleName {
  readonly name: string;
  /** `(a)`: it need not exist. */
  readonly optional: boolean;
}

/** The lanes in order, the least trusted first. A list, because keys of a map have no order that editors would keep. */
export function lanesOf({ lanes }: LanesContract): readonly Lane[] {
  return lanes.map((written) => {
    if (typeof written === "string") return { name: laneModule(written).name, modules: [laneModule(written)] };
    const [[name, modules] = ["", []]] = Object.entries(written);
    return { name, modules: modules.map(laneModule) };
  });
}

function laneModule(written: string): LaneModuleName {
  const optional = written.startsWith("(") && written.endsWith(")");
  return { name: optional ? written.slice(1, -1).trim() : written, optional };
}

export const Lanes = LanesKeys.superRefine((contract, context) => {
  const object = (message: string) => context.addIssue({ code: "custom", path: ["lanes"], message });
  const lanes = lanesOf(contract);
  const lane = firstTwice(lanes.map(({ name }) => name));
  if (lane !== undefined) object(`Two lanes are called ${lane}`);
  const twice = firstTwice(lanes.flatMap(({ modules }) => modules.map(({ name }) => name)));
  if (twice !== undefined) object(`${twice} is named twice, and a package is in one lane only`);
});

function firstTwice(names: readonly string[]): string | undefined {
  const known = new Set<string>();
  return names.find((name) => known.size === known.add(name).size);
}
