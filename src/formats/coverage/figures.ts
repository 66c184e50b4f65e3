import { z } from "zod";
import { metrics } from "./model.ts";

const Count = z.int().nonnegative();

/** An exact fraction; it is never rounded. */
export const CountedFraction = z.strictObject({ covered: Count, total: Count });

const ModuleFigures = z.strictObject({
  name: z.string(),
  metric: z.enum(metrics).describe("What is counted."),
  threshold: z
    .union([z.number(), z.literal("base")])
    .nullable()
    .describe("Percent that hold today; base: as much as before; null: none."),
  now: CountedFraction.nullable().describe("null: nothing of it was measured."),
  base: CountedFraction.nullable().describe("In the merge base, where its reports were asked for."),
  files: Count.describe("Files of the tree that are in it."),
  measured: Count.describe("Those of them that a report mentions."),
  unmeasured: z.array(z.string()).describe("Source files of it that no report mentions."),
  kept: z.boolean().describe("Whether its rule is kept."),
});

const ChangedFileFigures = z.strictObject({
  path: z.string(),
  ...CountedFraction.shape,
  uncovered: z.array(z.tuple([z.int(), z.int()])).describe("First and last line of each uncovered stretch."),
});

/** What the gate counts of a change, for programs. */
export const CoverageFigures = z.strictObject({
  modules: z.array(ModuleFigures).describe("In the order of the configuration."),
  changedLines: CountedFraction.extend({
    files: z.array(ChangedFileFigures),
    unknown: z.array(z.string()).describe("Changed source files that no report mentions; their lines are not counted."),
  }).describe("Of the executable lines that the change brings."),
});
export type CoverageFigures = z.infer<typeof CoverageFigures>;
