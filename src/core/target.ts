import { z } from "zod";

/** A repository by its id; the names are the latest known ones and may change under us. */
export const RepositoryName = z.strictObject({ id: z.int().positive(), owner: z.string(), name: z.string() });
export type RepositoryName = Readonly<z.infer<typeof RepositoryName>>;

const inRepository = { installationId: z.int().positive(), repository: RepositoryName };

/**
 * Something whose state must be brought up to date. A target says what to look at, never what to conclude:
 * whoever works on it asks GitHub for the present state, so lost, doubled and reordered events do no harm.
 */
export const Target = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pull-request"), ...inRepository, number: z.int().positive() }),
  z.strictObject({
    kind: z.literal("merge-group"),
    ...inRepository,
    headSha: z.string(),
    headRef: z.string(),
    baseSha: z.string(),
    baseRef: z.string(),
  }),
  /** A person asked for a re-run of everything on this head commit. */
  z.strictObject({ kind: z.literal("head"), ...inRepository, sha: z.string() }),
  /**
   * A workflow run on this commit has ended, so that reports about it may have arrived. `branch` is that of a run that
   * belongs to a branch of the repository and to no pull request: a push, a nightly run, one that a person started.
   */
  z.strictObject({ kind: z.literal("evidence"), ...inRepository, sha: z.string(), branch: z.string().optional() }),
  /** The label that approves claims was set on a pull request while this was its head. */
  z.strictObject({
    kind: z.literal("approval"),
    ...inRepository,
    number: z.int().positive(),
    headSha: z.string(),
  }),
  /** The configuration on this branch moved, or its own pull request was closed: every one against it is judged anew. */
  z.strictObject({ kind: z.literal("branch"), ...inRepository, ref: z.string() }),
  /** This branch moved: how open pull requests against it meet may have changed. */
  z.strictObject({ kind: z.literal("base"), ...inRepository, ref: z.string() }),
  /** What gates have to say about the default branch may have changed, and with it the issues that say so. */
  z.strictObject({ kind: z.literal("watch"), ...inRepository }),
  /**
   * A comment that begins with a command. Its first line is what GitHub delivered when it was written: whoever edits the
   * comment later, which others may, changes nothing of what its author has asked for.
   */
  z.strictObject({
    kind: z.literal("comment"),
    ...inRepository,
    number: z.int().positive(),
    ofPullRequest: z.boolean(),
    commentId: z.int().positive(),
    line: z.string(),
    author: z.strictObject({ id: z.int().positive(), login: z.string(), type: z.enum(["bot", "user", "other"]) }),
    /** Written by an app in the author's name. */
    throughApp: z.boolean(),
    defaultBranch: z.string(),
  }),
  /** The time of a lease is over. */
  z.strictObject({ kind: z.literal("leases"), ...inRepository }),
  /** Look for open pull requests whose head lacks our completed run. */
  z.strictObject({ kind: z.literal("installation"), installationId: z.int().positive() }),
]);
export type Target = Readonly<z.infer<typeof Target>>;

/** The queue's key of a target. Ids only, so that a rename or transfer keeps the key. */
export function targetKey(target: Target): string {
  switch (target.kind) {
    case "pull-request":
      return `pull-request/${target.repository.id}/${target.number}`;
    case "merge-group":
      return `merge-group/${target.repository.id}/${target.headSha}`;
    case "head":
      return `head/${target.repository.id}/${target.sha}`;
    case "evidence": {
      // Two targets, or the one with the branch would be lost in the other.
      const branch = target.branch === undefined ? "" : `/${target.branch}`;
      return `evidence/${target.repository.id}/${target.sha}${branch}`;
    }
    case "approval":
      return `approval/${target.repository.id}/${target.number}/${target.headSha}`;
    case "branch":
      return `branch/${target.repository.id}/${target.ref}`;
    case "base":
      return `base/${target.repository.id}/${target.ref}`;
    case "watch":
      return `watch/${target.repository.id}`;
    case "comment":
      return `comment/${target.repository.id}/${target.commentId}`;
    case "leases":
      return `leases/${target.repository.id}`;
    case "installation":
      return `installation/${target.installationId}`;
  }
}
