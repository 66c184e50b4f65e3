import type { GitDirectory } from "../clone.ts";
import { commitFormat, type ReadCommit, readCommits } from "../commit-format.ts";
import { runGitOrFail } from "../git.ts";

/** What these commits say of themselves, by their ids, in one run of git. */
export async function readTips(git: GitDirectory, ids: readonly string[]): Promise<ReadonlyMap<string, ReadCommit>> {
  if (ids.length === 0) return new Map();
  const { stdout } = await runGitOrFail({
    args: ["log", "--no-walk=unsorted", "--stdin", ...commitFormat],
    ...git.objects,
    input: Buffer.from(`${ids.join("\n")}\n`, "latin1"),
  });
  return new Map(readCommits(stdout).map((read) => [read.commit.id, read]));
}
