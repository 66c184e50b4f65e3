import { z } from "zod";

const Compared = z.strictObject({
  name: z.string().describe("The benchmark, with its parameters."),
  metric: z.string().describe("What is measured, such as `time` or `memory`."),
  unit: z.string().describe("Of both figures: seconds, bytes or what the report says; empty for a plain number."),
  testbed: z.string().describe("The machine, as far as the reports tell."),
  baseline: z.number().nullable().describe("A typical figure; null for a new benchmark."),
  current: z.number().nullable().describe("The same of what is judged; null for a missing benchmark."),
  ratio: z.number().nullable().describe("Current to baseline, estimated from the pairs; null where there is none."),
  interval: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe("Where the ratio lies with the confidence of the rule; null where that cannot be told."),
  verdict: z.enum(["regressed", "improved", "unchanged", "undecided", "new", "missing"]),
  pairs: z.int().describe("How many pairs of runs it is decided by."),
  furtherPairs: z.int().nullable().describe("So many more would decide if the estimate stays as it is."),
  because: z.string().nullable().describe("Why it cannot be decided, where that is no matter of noise."),
});
export type Compared = z.infer<typeof Compared>;

/** What `lanekeeper bench compare --format json` prints. Fields are only ever added within one schema version. */
export const BenchCompareOutput = z.strictObject({
  schemaVersion: z.literal(1),
  exitCode: z.int().describe("1: something regressed. 3: something is undecided, or nothing was compared."),
  limit: z.number().describe("As a share: 0.1 for 10 %."),
  pairs: z.int().describe("How many pairs of runs were given."),
  benchmarks: z.array(Compared).describe("The worst first."),
  notCompared: z
    .array(z.strictObject({ name: z.string(), metric: z.string(), because: z.string() }))
    .describe("Benchmarks of both sides about which more has to be known."),
});
export type BenchCompareOutput = z.infer<typeof BenchCompareOutput>;
