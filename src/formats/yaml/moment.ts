import { z } from "zod";

/** A moment with its offset from UTC. `Date.parse` reads it. */
export const Moment = z
  .string()
  .max(40)
  .refine((text) => z.iso.datetime({ offset: true }).safeParse(text).success, {
    error: "Write the moment as 2027-01-31T12:00:00Z",
  });
