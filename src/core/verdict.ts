import { z } from "zod";
import { Finding } from "./finding.ts";
import { OverlapTelling } from "./overlap-message.ts";

/** What a gate looked at, in the reader's words: `{ count: 214, of: "modules" }`. */
const Examined = z.strictObject({ count: z.int().nonnegative(), of: z.string() });

/** In characters. GitHub draws no more than 50,000, and a check run's text has to hold the findings too. */
export const maxDrawingLength = 20_000;

const drawing = z
  .string()
  .max(maxDrawingLength)
  .optional()
  .describe("What the findings have in common as a Mermaid drawing, without a fence.");

/** Figures for people: a title, the names of the columns, and rows of as many texts. */
const Table = z.strictObject({
  title: z.string(),
  columns: z.array(z.string()).readonly(),
  rows: z.array(z.array(z.string()).readonly()).readonly(),
});
export type Table = Readonly<z.infer<typeof Table>>;

const tables = z.array(Table).readonly().optional().describe("What was examined, in figures.");

/** A number whose course over many reports is worth knowing. */
const Measure = z.strictObject({ name: z.string(), value: z.number(), unit: z.string().optional() });
export type Measure = Readonly<z.infer<typeof Measure>>;

const measures = z.array(Measure).readonly().optional().describe("Numbers whose course over many reports is shown.");

const until = z
  .int()
  .optional()
  .describe("When it is to be judged again if nothing happens before, in epoch milliseconds.");

const overlap = OverlapTelling.optional().describe("What the agent of a pull request is told of others.");

const Passed = z.strictObject({
  outcome: z.literal("passed"),
  summary: z.string(),
  examined: Examined,
  notes: z.array(Finding).readonly(),
  drawing,
  tables,
  measures,
  until,
  overlap,
});

const Failed = z.strictObject({
  outcome: z.literal("failed"),
  summary: z.string(),
  examined: Examined,
  findings: z.tuple([Finding], Finding).readonly(),
  notes: z.array(Finding).readonly(),
  drawing,
  tables,
  measures,
  until,
  overlap,
});

/** What a judge says of the facts. `notes` are worth reading and never block. */
export const Ruling = z.discriminatedUnion("outcome", [Passed, Failed]);
export type Ruling = Readonly<z.infer<typeof Ruling>>;

/** A ruling, or why there is none. Only the engine makes the last three. */
export const Verdict = z.discriminatedUnion("outcome", [
  Passed,
  Failed,
  z.strictObject({ outcome: z.enum(["skipped", "unproven"]), summary: z.string() }),
  z.strictObject({ outcome: z.literal("waiting"), summary: z.string(), until }),
]);
export type Verdict = Readonly<z.infer<typeof Verdict>>;
