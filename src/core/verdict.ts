import { z } from "zod";
import { Finding } from "./finding.ts";

/** What a gate looked at, in the reader's words: `{ count: 214, of: "modules" }`. */
const Examined = z.strictObject({ count: z.int().nonnegative(), of: z.string() });

const Passed = z.strictObject({
  outcome: z.literal("passed"),
  summary: z.string(),
  examined: Examined,
  notes: z.array(Finding).readonly(),
});

const Failed = z.strictObject({
  outcome: z.literal("failed"),
  summary: z.string(),
  examined: Examined,
  findings: z.tuple([Finding], Finding).readonly(),
  notes: z.array(Finding).readonly(),
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
