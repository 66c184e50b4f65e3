import { runGit } from "../git.ts";
import type { ObjectPlace } from "../objects.ts";

/** For fewer heads it takes longer to write than it saves. */
const fewestHeads = 50;

/**
 * Writes a commit-graph of the base and these heads into the throw-away objects. Without one, git reads every commit back to
 * the merge base of each head again and again. It only saves time: whether it works out does not matter.
 */
export async function writeCommitGraph(place: ObjectPlace, base: string, heads: readonly string[]): Promise<void> {
  if (heads.length < fewestHeads) return;
  const input = Buffer.from([base, ...heads].map((commit) => `${commit}\n`).join(""), "latin1");
  await runGit({ args: ["commit-graph", "write", "--stdin-commits", "--no-progress"], ...place, input });
}
