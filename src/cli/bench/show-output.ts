import { z } from "zod";
import { directions, formats } from "../../formats/benchmarks/model.ts";
import { ReportProblem } from "../render/report-problems.ts";

const Stated = z.strictObject({
  value: z.number().optional().describe("Where the tool does not say which kind of average it is."),
  mean: z.number().optional(),
  median: z.number().optional(),
  stddev: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  count: z.number().optional().describe("How many samples the figures are of."),
  percentiles: z.array(z.strictObject({ percent: z.number(), value: z.number() })),
});

const ShownSeries = z.strictObject({
  name: z.string(),
  parameters: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  metric: z.string().describe("time, throughput, memory, allocations, or the tool's own word."),
  unit: z.string().describe('Of every figure: "s", "/s", "B", "B/s", "" for a plain number, or the tool\'s own.'),
  better: z.enum(directions).describe("Which values are better."),
  figure: z
    .strictObject({ of: z.string().describe("Which figure stands for the series."), value: z.number() })
    .describe("The median of the samples; without samples, what the tool says."),
  spread: z
    .strictObject({ of: z.enum(["interquartile-range", "standard-deviation"]), value: z.number() })
    .nullable()
    .describe("Of the samples, or the deviation that the tool says; null: not known."),
  samples: z.array(z.number()).nullable().describe("In the order of the file; null: it has none."),
  iterations: z
    .union([z.number(), z.array(z.number())])
    .nullable()
    .describe("How many each sample is the average of."),
  processes: z
    .array(z.number())
    .nullable()
    .describe("How many samples each process made; null: the file does not tell."),
  stated: Stated.describe("What the tool says of it. Nothing here is computed."),
});
export type ShownSeries = z.infer<typeof ShownSeries>;

/** What `lanekeeper bench show --format json` prints. Fields are only ever added within one schema version. */
export const BenchShowOutput = z.strictObject({
  schemaVersion: z.literal(1),
  exitCode: z.int().describe("What the process exits with: 0 read as a whole, 3 something may have been lost."),
  report: z.string(),
  kind: z.enum(formats).nullable().describe("The format; null: it is none that is read."),
  complete: z.boolean().describe("Whether it could be read as a whole."),
  testbed: z
    .strictObject({
      cpu: z.string().exactOptional(),
      cores: z.number().exactOptional(),
      architecture: z.string().exactOptional(),
      os: z.string().exactOptional(),
      runtimes: z.array(z.string()),
    })
    .describe("Where it was measured, as far as the file tells."),
  series: z.array(ShownSeries),
  problems: z.array(ReportProblem),
});
export type BenchShowOutput = z.infer<typeof BenchShowOutput>;
