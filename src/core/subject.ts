import { z } from "zod";

/** Somebody vouches for reports that only claim what they say, about this very head. Left out: nobody does. */
const evidenceApproved = z.boolean().exactOptional();

/** What is judged: a pull request, a merge group of the merge queue, or two commits of a local clone. */
export const Subject = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("pull-request"),
    number: z.int().positive(),
    title: z.string(),
    author: z.string(),
    labels: z.array(z.string()).readonly(),
    baseRef: z.string(),
    headRef: z.string(),
    fromFork: z.boolean(),
    evidenceApproved,
  }),
  z.strictObject({ kind: z.literal("merge-group"), baseRef: z.string(), headRef: z.string(), evidenceApproved }),
  z.strictObject({ kind: z.literal("local"), baseRef: z.string(), headRef: z.string() }),
]);
export type Subject = Readonly<z.infer<typeof Subject>>;
