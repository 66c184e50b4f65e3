import { z } from "zod";

const Result = z.strictObject({
  method: z.string().describe("What decides, and with how many blocks or nights."),
  blocked: z.int().describe("Suites without a change of which a benchmark was called slower."),
  secondLooks: z.int().describe("Suites without a change that were measured a second time."),
  thirdLooks: z.int().describe("And a third time."),
  undecided: z.int().describe("Suites without a change that are not blocked, and of which something is undecided."),
  changes: z
    .array(
      z.strictObject({
        change: z.number().describe("The share by which one benchmark was made slower."),
        found: z.int().describe("Suites in which it was called slower."),
        undecided: z.int().describe("Suites in which it was called undecided."),
        silent: z.int().describe("Suites in which it was called neither."),
      }),
    )
    .describe("The same suites, with one benchmark made slower."),
});
export type SimulatedResult = z.infer<typeof Result>;

const SimulatedCell = z.strictObject({
  noise: z.string(),
  process: z.number().describe("Standard deviation between processes, of the logarithm."),
  round: z.number().describe("Standard deviation between rounds of a process, of the logarithm."),
  benchmarks: z.int().describe("In each suite."),
  ideal: z
    .array(z.strictObject({ change: z.number(), found: z.number() }))
    .describe(
      "The shares that a test would find which is told how everything varies, blocking 2 % of innocent suites.",
    ),
  results: z.array(Result),
});
export type SimulatedCell = z.infer<typeof SimulatedCell>;

const Target = z.strictObject({
  method: z.enum(["two looks", "three looks"]).describe("Of what it is asked."),
  what: z.string(),
  limit: z.number().describe("A share of suites."),
  bound: z.enum(["at-most", "at-least"]),
  worst: z.number().describe("The share in the worst cell."),
  cells: z.int().describe("How many cells it is asked of."),
  missed: z.array(z.string()).describe("The cells that miss it, with their shares."),
});
export type Target = z.infer<typeof Target>;

/** What `lanekeeper bench simulate --format json` prints. Fields are only ever added within one schema version. */
export const BenchSimulateOutput = z.strictObject({
  schemaVersion: z.literal(1),
  suites: z.int().describe("Of each cell."),
  seed: z.int(),
  cells: z.array(SimulatedCell),
  targets: z.array(Target).describe("What is asked of two looks, and the same of three."),
});
export type BenchSimulateOutput = z.infer<typeof BenchSimulateOutput>;
