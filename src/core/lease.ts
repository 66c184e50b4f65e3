import { z } from "zod";

/** A right to paths that was granted for a time. `starts` and `expires` are epoch milliseconds; the last one is outside. */
export const Lease = z.strictObject({
  id: z.string(),
  agent: z.string(),
  /** Patterns as of a `CODEOWNERS` file. */
  paths: z.array(z.string()).readonly(),
  mode: z.enum(["exclusive", "shared"]),
  starts: z.number(),
  expires: z.number(),
  /** Grows with each grant, so that the newer of two is known. */
  epoch: z.int().nonnegative(),
});
export type Lease = Readonly<z.infer<typeof Lease>>;
