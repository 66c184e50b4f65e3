import { z } from "zod";

/** A place in the head commit. Lines are 1-based and inclusive; no line means the whole file. */
const Location = z.strictObject({
  path: z.string(),
  firstLine: z.int().positive().optional(),
  lastLine: z.int().positive().optional(),
});

/**
 * One thing the author must change. `what` happened, `why` it matters, how to `fix` it, and where.
 * `trace` holds further lines that a reader may want, such as every link of an import chain.
 * All texts are plain; whoever renders them escapes them.
 */
export const Finding = z.strictObject({
  rule: z.string(),
  what: z.string(),
  why: z.string(),
  fix: z.string(),
  at: Location.optional(),
  trace: z.array(z.string()).readonly().optional(),
  other: z
    .strictObject({ number: z.int().positive(), head: z.string() })
    .exactOptional()
    .describe("The other pull request that it is about, and the commit of it that was looked at."),
  id: z
    .string()
    .exactOptional()
    .describe(
      "Names it among the findings of its gate. The engine makes it of rule and place; a gate that gives one itself may give several findings the same, which then pass together.",
    ),
});
export type Finding = Readonly<z.infer<typeof Finding>>;
