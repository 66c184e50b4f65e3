import type { ComparedHead } from "../../core/overlap.ts";
import type { GitDirectory } from "../clone.ts";
import { runGitOrFail } from "../git.ts";

/** Heads that may be open pull requests, the newest first, with how many there were before the list was cut. */
export interface OpenHeads {
  readonly heads: readonly ComparedHead[];
  readonly found: number;
}

interface ListedRef extends ComparedHead {
  readonly symbolic: boolean;
}

/**
 * Of a clone that has `refs/pull/<number>/head`: those that the base lacks and, where there is any, that have the test merge
 * `refs/pull/<number>/merge`, which GitHub keeps while a pull request is open. Else branches that the base lacks, local ones
 * first, and those of remotes that no local branch equals.
 */
export async function listOpenHeads(git: GitDirectory, base: string, most: number): Promise<OpenHeads> {
  const pulls = await listRefs(git, base, ["refs/pull/"]);
  const heads = pulls.length > 0 ? await openPulls(git, pulls) : await openBranches(git, base);
  return { heads: heads.slice(0, most), found: heads.length };
}

async function openPulls(git: GitDirectory, unmerged: readonly ListedRef[]): Promise<readonly ComparedHead[]> {
  const merges = new Set((await listRefs(git, undefined, ["refs/pull/"])).map(({ ref }) => ref));
  const heads = unmerged.filter(({ ref }) => /^refs\/pull\/\d+\/head$/.test(ref));
  const tested = heads.filter(({ ref }) => merges.has(ref.replace(/head$/, "merge")));
  return tested.length > 0 ? tested : heads;
}

async function openBranches(git: GitDirectory, base: string): Promise<readonly ComparedHead[]> {
  const local = await listRefs(git, base, ["refs/heads/"]);
  const known = new Set(local.map(({ commit }) => commit));
  const remote = (await listRefs(git, base, ["refs/remotes/"])).filter(
    ({ commit, symbolic }) => !symbolic && !known.has(commit),
  );
  return [...local, ...remote];
}

/** The newest first. Names of refs hold no control characters. */
async function listRefs(
  git: GitDirectory,
  unmergedInto: string | undefined,
  patterns: readonly string[],
): Promise<readonly ListedRef[]> {
  const only = unmergedInto === undefined ? [] : [`--no-merged=${unmergedInto}`];
  const format = "--format=%(objecttype) %(objectname) %(symref:short)%09%(refname)";
  const { stdout } = await runGitOrFail({
    args: ["for-each-ref", "--sort=-committerdate", format, ...only, ...patterns],
    gitDir: git.gitDir,
  });
  return stdout
    .toString("utf8")
    .split("\n")
    .flatMap((line) => {
      const [described = "", ref = ""] = line.split("\t");
      const [type, commit = "", symbolic = ""] = described.split(" ");
      return type === "commit" ? [{ ref, commit, symbolic: symbolic !== "" }] : [];
    });
}
