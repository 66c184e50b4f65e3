import { z } from "zod";
import { Finding } from "./finding.ts";

/** What a gate looked at, in the reader's words: `{ count: 214, of: "modules" }`. */
const Examined = z.strictObject({ count: z.int().nonnegative(), of: z.string() });

/** In characters. GitHub draws no more than 50,000, and a check run's text has to hold the findings too. */
export const maxDrawingLength = 20_000;

const drawing = z
  .string()
  .max(maxDrawingLength)
  .optional()
  .describe("What the findings have in common as a Mermaid drawing, without a fence.");

const Passed = z.strictObject({
  outcome: z.literal("passed"),
  summary: z.string(),
  examined: Examined,
  notes: z.array(Finding).readonly(),
  drawing,
});

const Failed = z.strictObject({
  outcome: z.literal("failed"),
  summary: z.string(),
  examined: Examined,
  findings: z.tuple([Finding], Finding).readonly(),
  notes: z.array(Finding).readonly(),
  drawing,
});

/** What a judge says of the facts. `notes` are worth reading and never block. */
export const Ruling = z.discriminatedUnion("outcome", [Passed, Failed]);
export type Ruling = Readonly<z.infer<typeof Ruling>>;

/** A ruling, or why there is none. Only the engine makes the last three. */
export const Verdict = z.discriminatedUnion("outcome", [
  Passed,
  Failed,
  z.strictObject({ outcome: z.enum(["skipped", "waiting", "unproven"]), summary: z.string() }),
]);
export type Verdict = Readonly<z.infer<typeof Verdict>>;
