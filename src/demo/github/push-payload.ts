import { git, gitOnce, isAncestor } from "./git.ts";
import { readCommit, simpleCommitView } from "./view-commit.ts";
import { webUrlOf } from "./view-repository.ts";
import type { Repository, User, World } from "./world.ts";

export const noCommit = "0".repeat(40);
/** GitHub lists at most this many commits of a push. */
const mostCommits = 2048;

export interface BranchMove {
  readonly branch: string;
  /** `noCommit` when the branch is new. */
  readonly before: string;
  /** `noCommit` when the branch was deleted. */
  readonly after: string;
}

/** The fields of GitHub's push event. */
export async function pushFields(world: World, repository: Repository, move: BranchMove, pusher: User) {
  const { before, after, branch } = move;
  const created = before === noCommit;
  const deleted = after === noCommit;
  const forced = !created && !deleted && !(await isAncestor(repository.directory, before, after));
  const ids = deleted ? [] : await newCommits(repository, move, created);
  const commits = await Promise.all(ids.slice(-mostCommits).map((id) => pushedCommit(world, repository, id)));
  return {
    ref: `refs/heads/${branch}`,
    before,
    after,
    base_ref: null,
    created,
    deleted,
    forced,
    compare: `${webUrlOf(world, repository)}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: deleted ? null : await pushedCommit(world, repository, after),
    // The brackets of a bot's name are no part of an address.
    pusher: { name: pusher.login, email: `${pusher.login.replace("[bot]", "-bot")}@users.noreply.stand-in.invalid` },
  };
}

/** Oldest first. Of a new branch, the commits that no other branch has. */
async function newCommits(repository: Repository, move: BranchMove, created: boolean): Promise<readonly string[]> {
  const not = created ? [`--exclude=${move.branch}`, "--branches"] : [move.before];
  const list = await git(
    repository.directory,
    "rev-list",
    "--reverse",
    `--max-count=${mostCommits}`,
    move.after,
    "--not",
    ...not,
  );
  return list.split("\n").filter((id) => id !== "");
}

async function pushedCommit(world: World, repository: Repository, id: string) {
  const paths = await gitOnce(
    repository.directory,
    "diff-tree",
    "--root",
    "-r",
    "-z",
    "--no-renames",
    "--no-commit-id",
    "--name-status",
    "-m",
    "--first-parent",
    id,
  );
  const fields = paths.split("\0");
  const changed = (kinds: string) =>
    fields.flatMap((field, at) =>
      at % 2 === 0 && field !== "" && kinds.includes(field.slice(0, 1)) ? [fields[at + 1] ?? ""] : [],
    );
  return {
    ...simpleCommitView(await readCommit(repository, id)),
    url: `${webUrlOf(world, repository)}/commit/${id}`,
    distinct: true,
    added: changed("A"),
    removed: changed("D"),
    modified: changed("MT"),
  };
}
