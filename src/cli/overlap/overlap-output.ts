import { z } from "zod";
import { overlapFileKinds, overlapLevels } from "../../core/overlap.ts";
import { TrustTier } from "../../core/trust-tier.ts";

const Order = z.enum(["clean", "conflict"]);

/** What `lanekeeper overlap --format json` prints. */
export const OverlapOutput = z.strictObject({
  base: z.string().describe("The commit that everything would be merged into."),
  heads: z.array(
    z.strictObject({
      ref: z.string(),
      agent: z.string().nullable().describe("Who seems to be at work; null when nothing says so."),
      trust: TrustTier.describe("How far that may be believed. In a clone there are only hints."),
    }),
  ),
  pairs: z.array(
    z.strictObject({
      a: z.string(),
      b: z.string(),
      level: z.enum(overlapLevels).describe("The highest that holds."),
      orders: z.strictObject({
        a_then_b: Order.describe("Merging a into the base, and then b."),
        b_then_a: Order,
      }),
      files: z
        .array(z.strictObject({ path: z.string(), kind: z.enum(overlapFileKinds) }))
        .describe("Where the level holds."),
      yields: z.string().describe("The ref that should wait for the other."),
    }),
  ),
  order: z.array(z.string()).describe("A suggested order for merging all of them."),
});
export type OverlapOutput = Readonly<z.infer<typeof OverlapOutput>>;
