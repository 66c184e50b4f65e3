import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";

/** Whether the branch has something at this path, at the price of one request and no clone. */
export async function hasFile(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  { path, branch }: { readonly path: string; readonly branch: string },
): Promise<boolean> {
  try {
    await octokit.rest.repos.getContent({ owner, repo, path, ref: `refs/heads/${branch}` });
    return true;
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return false;
    throw error;
  }
}
