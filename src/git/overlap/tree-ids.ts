import { runGitOrFail } from "../git.ts";
import type { ObjectPlace } from "../objects.ts";

/** The trees of commits, in one run of git. */
export async function treesOf(place: ObjectPlace, commits: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const trees = new Map<string, string>();
  if (commits.length === 0) return trees;
  const { stdout } = await runGitOrFail({
    args: ["cat-file", "--batch-check=%(objectname) %(objecttype)", "--buffer"],
    ...place,
    input: Buffer.from(commits.map((commit) => `${commit}^{tree}\n`).join(""), "latin1"),
  });
  for (const [at, line] of stdout.toString("latin1").trimEnd().split("\n").entries()) {
    const [id = "", type] = line.split(" ");
    const commit = commits[at];
    if (type === "tree" && commit !== undefined) trees.set(commit, id);
  }
  return trees;
}
