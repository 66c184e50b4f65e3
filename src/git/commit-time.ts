import type { GitDirectory } from "./clone.ts";
import { runGitOrFail } from "./git.ts";

/** When a commit was made, as its committer says; epoch milliseconds. */
export async function commitTime({ objects }: GitDirectory, commit: string): Promise<number> {
  const args = ["show", "--no-patch", "--format=%ct", "--end-of-options", commit];
  const { stdout } = await runGitOrFail({ args, ...objects });
  return Number(stdout.toString("utf8").trim()) * 1000;
}
