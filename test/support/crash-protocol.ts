import { z } from "zod";

/** What the parent tells a process that is going to be killed. */
export const CrashOrders = z.strictObject({
  address: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("sqlite"), file: z.string() }),
    z.strictObject({ kind: z.literal("postgres"), url: z.string() }),
  ]),
  /** Begins every delivery id of the process. */
  name: z.string(),
  keys: z.int().positive(),
  senders: z.int(),
  workers: z.int(),
  leaseMs: z.int(),
});
export type CrashOrders = z.infer<typeof CrashOrders>;
