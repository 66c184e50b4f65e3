import { z } from "zod";
import { overlapFileKinds, overlapLevels } from "../../core/overlap.ts";
import { PublishedOverlapMessage } from "../../core/published-overlap-message.ts";
import type { Mode } from "../../core/report.ts";
import { TrustTier } from "../../core/trust-tier.ts";
import type { HeadMessage } from "../../gates/ownership/desk/overlap-messages.ts";
import type { ComparedHeads } from "./compare-heads.ts";

const Order = z.enum(["clean", "conflict"]);

/** What `lanekeeper overlap --format json` prints. */
export const OverlapOutput = z.strictObject({
  base: z.string().describe("The commit that everything would be merged into."),
  heads: z.array(
    z.strictObject({
      ref: z.string(),
      pr: z
        .int()
        .positive()
        .describe(
          "By which number messages call it: that of its pull request where every ref is that of another one, else its place in this list.",
        ),
      agent: z.string().nullable().describe("Who seems to be at work; null when nothing says so."),
      trust: TrustTier.describe("How far that may be believed. In a clone nobody is proven."),
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
  messages: z
    .array(z.strictObject({ ref: z.string(), message: PublishedOverlapMessage }))
    .describe("What the server would tell each head of the others, as far as a clone knows; in the order of `heads`."),
});
export type OverlapOutput = Readonly<z.infer<typeof OverlapOutput>>;

export function overlapOutput(
  { base, evaluation, plan }: ComparedHeads,
  told: readonly HeadMessage[],
  mode: Mode,
): OverlapOutput {
  return {
    base,
    heads: told.map(({ ref, acting: { agent, trust }, message: { pr } }) => ({ ref, pr, agent, trust })),
    pairs: evaluation.pairs.map(({ a, b, level, orders, files, yields }) => ({
      a,
      b,
      level,
      orders: { a_then_b: orders.aThenB, b_then_a: orders.bThenA },
      files: files.map(({ path, kind }) => ({ path, kind })),
      yields,
    })),
    order: [...plan.together, ...plan.later],
    messages: told.map(({ ref, message }) => ({ ref, message: { ...message, mode } })),
  };
}
