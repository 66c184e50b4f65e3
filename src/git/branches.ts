import type { Branch } from "../core/history.ts";
import type { Listing } from "../core/listing.ts";
import type { GitDirectory } from "./clone.ts";
import { runGitOrFail } from "./git.ts";

/**
 * The branches that a clone knows, by their short names: those of its remote where it has one, and its own that the remote
 * lacks. Of several remotes `origin` counts first, then `upstream`.
 */
export async function knownBranches(
  git: GitDirectory,
  chosen: (name: string) => boolean,
  limit: number,
): Promise<Listing<Branch>> {
  const format = "--format=%(refname)%00%(objectname)%00%(symref)";
  const args = ["for-each-ref", format, "refs/heads/", "refs/remotes/"];
  const { stdout } = await runGitOrFail({ args, gitDir: git.commonDir });
  const tips = new Map<string, { readonly rank: number; readonly tip: string }>();
  for (const line of stdout.toString("utf8").split("\n")) {
    const [ref = "", tip = "", symref] = line.split("\0");
    const named = branchOfRef(ref);
    // `origin/HEAD` is another name of a branch, not one more.
    if (named === undefined || symref !== "" || !chosen(named.name)) continue;
    const known = tips.get(named.name);
    if (known === undefined || named.rank < known.rank) tips.set(named.name, { rank: named.rank, tip });
  }
  return firstBranches(
    [...tips].map(([name, { tip }]) => ({ name, tip })),
    limit,
  );
}

/** So many of them, in the order of their names. */
export function firstBranches(branches: readonly Branch[], limit: number): Listing<Branch> {
  const sorted = branches.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return { items: sorted.slice(0, limit), complete: sorted.length <= limit };
}

const remotes = ["origin", "upstream"];

interface NamedBranch {
  /** Short, and without the remote. */
  readonly name: string;
  /** Undefined for a branch of the clone itself. */
  readonly remote: string | undefined;
  /** Among those of the name. */
  readonly rank: number;
}

/** The branch that a ref is, the clone's own or of any remote. No other ref is one. */
export function branchOfRef(ref: string): NamedBranch | undefined {
  const [, remote, remoteName] = /^refs\/remotes\/([^/]+)\/(.+)$/s.exec(ref) ?? [];
  if (remote !== undefined && remoteName !== undefined) {
    const rank = remotes.indexOf(remote);
    return { name: remoteName, remote, rank: rank === -1 ? remotes.length : rank };
  }
  const name = /^refs\/heads\/(.+)$/s.exec(ref)?.[1];
  return name === undefined ? undefined : { name, remote: undefined, rank: remotes.length + 1 };
}
