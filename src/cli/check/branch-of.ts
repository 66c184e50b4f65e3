import type { GitDirectory } from "../../git/clone.ts";
import { runGit } from "../../git/git.ts";

/** The short name of the branch that a revision names, of whatever remote; undefined when it names none. */
export async function branchOf({ gitDir }: GitDirectory, revision: string): Promise<string | undefined> {
  // No ref begins with a hyphen, and git would take it for an option.
  if (revision.startsWith("-") || revision.includes("\0")) return undefined;
  const { exitCode, stdout } = await runGit({ args: ["rev-parse", "--symbolic-full-name", revision], gitDir });
  const ref = exitCode === 0 ? stdout.toString("utf8").trim() : "";
  return /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(ref)?.[1];
}
