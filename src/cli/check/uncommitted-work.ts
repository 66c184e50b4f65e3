import { runGit } from "../../git/git.ts";

/** Whether the work tree holds anything that no commit has. Git is told not to refresh its index on the way. */
export async function hasUncommittedWork(directory: string): Promise<boolean> {
  const result = await runGit({
    args: ["status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=all"],
    directory,
    userConfiguration: true,
  }).catch(() => undefined);
  // A bare repository has no work tree, and a remark is not worth a failure.
  return result?.exitCode === 0 && result.stdout.length > 0;
}
