import { badUsage } from "../../core/bad-usage.ts";
import type { PullRequest } from "./conversation-types.ts";
import type { Emitter } from "./emit.ts";
import { branchesOf, git, isAncestor, tryGit } from "./git.ts";
import { userNamed } from "./look-up.ts";
import { closePullRequest, emitPull, publishHead, refreshBase, refreshTestMerge } from "./pull-requests.ts";
import { type BranchMove, noCommit, pushFields } from "./push-payload.ts";
import { fullName, type Repository, type User, type World } from "./world.ts";

export interface Push {
  readonly repository: Repository;
  /** A git directory or work tree on this machine. */
  readonly from: string;
  /** Such as `HEAD:refs/heads/topic`; `:refs/heads/topic` deletes. */
  readonly refspec: string;
  readonly as: string;
  readonly force?: boolean;
}

/** A real `git push`, and then everything that GitHub does about it. Answers the branches that moved. */
export async function push(world: World, emitter: Emitter, options: Push): Promise<readonly BranchMove[]> {
  const { repository } = options;
  const by = userNamed(world, options.as);
  const force = options.force === true ? ["--force"] : [];
  return moveBranches(world, emitter, repository, by, async () => {
    const result = await tryGit(options.from, ["push", "-q", ...force, repository.directory, options.refspec]);
    if (result.exitCode !== 0)
      throw badUsage(`git push to ${fullName(repository)} was refused: ${result.stderr.trim()}`);
  });
}

/** Runs what moves branches, and follows up on every branch that moved. */
export async function moveBranches(
  world: World,
  emitter: Emitter,
  repository: Repository,
  by: User,
  change: () => Promise<unknown>,
): Promise<readonly BranchMove[]> {
  const before = await branchesOf(repository.directory);
  await change();
  const moves = movesBetween(before, await branchesOf(repository.directory));
  if (moves.length > 0) repository.pushedAt = world.clock();
  for (const move of moves) await followUp(world, emitter, repository, move, by);
  return moves;
}

function movesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly BranchMove[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((branch) => ({ branch, before: before.get(branch) ?? noCommit, after: after.get(branch) ?? noCommit }))
    .filter((move) => move.before !== move.after);
}

async function followUp(world: World, emitter: Emitter, repository: Repository, move: BranchMove, by: User) {
  const fields = await pushFields(world, repository, move, by);
  const type = fields.created
    ? "branch_creation"
    : fields.deleted
      ? "branch_deletion"
      : fields.forced
        ? "force_push"
        : "push";
  repository.activities.push({ id: world.nextId(), ...move, type, at: world.clock(), by });
  emitter.happened({ name: "push", event: "push", repository, sender: by, fields });
  for (const pull of openPulls(world)) {
    if (pull.headRepository === repository && pull.headRef === move.branch) {
      await headMoved(world, emitter, pull, move, by);
    } else if (pull.repository === repository && pull.baseRef === move.branch && move.after !== noCommit) {
      await closeIfMerged(world, emitter, pull, move.after, by);
      if (pull.state === "open") await refreshTestMerge(pull);
    }
  }
}

function openPulls(world: World): readonly PullRequest[] {
  return [...world.repositories.values()]
    .flatMap(({ pulls }) => [...pulls.values()])
    .filter(({ state }) => state === "open");
}

async function headMoved(world: World, emitter: Emitter, pull: PullRequest, move: BranchMove, by: User) {
  // Deleting the head branch closes the pull request; refs/pull/N/head stays.
  if (move.after === noCommit) return closePullRequest(world, emitter, pull, by);
  pull.headSha = move.after;
  pull.updatedAt = world.clock();
  await publishHead(pull);
  await refreshBase(pull);
  await refreshTestMerge(pull);
  await emitPull(world, emitter, pull, "synchronize", by, { before: move.before, after: move.after });
}

/** GitHub calls a pull request merged when its base branch reaches its head. */
async function closeIfMerged(world: World, emitter: Emitter, pull: PullRequest, tip: string, by: User) {
  if (!(await isAncestor(pull.repository.directory, pull.headSha, tip))) return;
  pull.merged = { at: world.clock(), by, sha: tip };
  await closePullRequest(world, emitter, pull, by);
}

export async function deleteBranch(
  world: World,
  emitter: Emitter,
  repository: Repository,
  branch: string,
  by: User,
): Promise<void> {
  await moveBranches(world, emitter, repository, by, () =>
    git(repository.directory, "update-ref", "-d", `refs/heads/${branch}`),
  );
}
