import type { OwnCommit } from "../core/history.ts";
import type { Listing } from "../core/listing.ts";
import type { GitDirectory } from "./clone.ts";
import { commitFormat, readCommits } from "./commit-format.ts";
import { runGitOrFail } from "./git.ts";

/** So many commits of one change are read. */
const maxOwnCommits = 500;

/** Commits that head has and another one lacks, newest first, with whom they name. */
export async function readOwnCommits(git: GitDirectory, head: string, without: string): Promise<Listing<OwnCommit>> {
  const args = ["log", `--max-count=${maxOwnCommits + 1}`, ...commitFormat, "--end-of-options", head];
  const { stdout } = await runGitOrFail({ args: [...args, `^${without}`, "--"], ...git.objects });
  const items = readCommits(stdout).map(({ commit }) => commit);
  return { items: items.slice(0, maxOwnCommits), complete: items.length <= maxOwnCommits };
}
