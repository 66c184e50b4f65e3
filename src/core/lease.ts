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
  /**
   * Before whose exclusive rights by the map it stands, besides those of its own agent: before everybody's, where a person with
   * write has decided so.
   */
  standsBefore: z.union([z.literal("everybody"), z.array(z.string()).readonly()]),
});
export type Lease = Readonly<z.infer<typeof Lease>>;

/** What a lease is worth besides its paths. */
export type LeaseRank = Pick<Lease, "agent" | "standsBefore">;

/**
 * Whether a lease counts at a path of which the map alone says this. Its patterns also match files that nobody looked at when it
 * was granted, since there were none: where the map gives one of these to others alone, the lease gives way.
 */
export function countsAt(
  { agent, standsBefore }: LeaseRank,
  { mode, owners }: { readonly mode: string; readonly owners: readonly string[] },
): boolean {
  if (mode === "frozen") return false;
  if (mode !== "exclusive" || standsBefore === "everybody") return true;
  return owners.some((owner) => owner === agent || standsBefore.includes(owner));
}
