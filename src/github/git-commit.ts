import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";

const Commit = z.object({ parents: z.array(z.object({ sha: z.string() })) });

/** The parents of a commit that GitHub knows in the repository's network, in their order; undefined when it knows none of this id. */
export async function readParents(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  commit: string,
): Promise<readonly string[] | undefined> {
  try {
    const { data } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: commit });
    return Commit.parse(data).parents.map(({ sha }) => sha);
  } catch (error) {
    // For an id that it does not know, it also says that it cannot process it.
    if (error instanceof Fault && (error.code === "GITHUB_NOT_FOUND" || error.code === "GITHUB_REJECTED"))
      return undefined;
    throw error;
  }
}
