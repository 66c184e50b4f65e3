import { z } from "zod";

/** Somebody vouches for reports that only claim what they say, about this very head. Left out: nobody does. */
const evidenceApproved = z.boolean().exactOptional();

/** The short name of the repository's default branch, where it is known. */
const defaultBranch = z.string().exactOptional();

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
    defaultBranch,
    /** The open pull request of this repository whose branch this one goes into. */
    stackedOn: z.int().positive().exactOptional(),
    evidenceApproved,
  }),
  z.strictObject({
    kind: z.literal("merge-group"),
    baseRef: z.string(),
    headRef: z.string(),
    defaultBranch,
    evidenceApproved,
  }),
  z.strictObject({
    kind: z.literal("local"),
    /** As they were named, by any expression that git knows. */
    baseRef: z.string(),
    headRef: z.string(),
    defaultBranch,
    /** The short name of the branch that the base is, of whatever remote, where it is one. */
    baseBranch: z.string().exactOptional(),
    /** The short name of the branch that head is, where it is one. */
    branch: z.string().exactOptional(),
  }),
]);
export type Subject = Readonly<z.infer<typeof Subject>>;
