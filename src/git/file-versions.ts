import type { Blob } from "../core/repository.ts";
import type { GitDirectory } from "./clone.ts";
import { runGitOrFail } from "./git.ts";

/** A file in the commits of a first-parent history that changed it, newest first, so many at most. */
export async function readVersions(
  git: GitDirectory,
  tip: string,
  path: string,
  limit: number,
): Promise<readonly Blob[]> {
  const args = ["log", "--first-parent", `--max-count=${limit}`, "--format=%H", "--end-of-options", tip, "--", path];
  const { stdout } = await runGitOrFail({ args, ...git.objects });
  const commits = stdout.toString("latin1").split("\n").filter(Boolean);
  return Promise.all(commits.map((commit) => git.fileAt(commit, path)));
}
