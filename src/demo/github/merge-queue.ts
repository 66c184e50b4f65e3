import type { PullRequest } from "./conversation-types.ts";
import type { Emitter } from "./emit.ts";
import { git } from "./git.ts";
import { mergeOf } from "./pull-requests.ts";
import { moveBranches } from "./pushes.ts";
import { readCommit, simpleCommitView } from "./view-commit.ts";
import type { User, World } from "./world.ts";

export interface MergeGroup {
  /** With `refs/heads/`, as GitHub writes it. */
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly pull: PullRequest;
}

/** Puts a pull request into the merge queue: its merge on a branch of its own, and a request for checks. */
export async function requestMergeGroup(
  world: World,
  emitter: Emitter,
  pull: PullRequest,
  by: User,
): Promise<MergeGroup> {
  const { repository } = pull;
  const baseSha = await git(repository.directory, "rev-parse", "--verify", `refs/heads/${pull.baseRef}`);
  const headSha = await mergeOf(pull);
  const headRef = `refs/heads/gh-readonly-queue/${pull.baseRef}/pr-${pull.number}-${baseSha}`;
  const group: MergeGroup = { headRef, headSha, baseRef: `refs/heads/${pull.baseRef}`, baseSha, pull };
  await moveBranches(world, emitter, repository, by, () => git(repository.directory, "update-ref", headRef, headSha));
  await emitGroup(emitter, group, "checks_requested", by, {});
  return group;
}

/** Takes a group out of the queue. With `merged`, the base branch moves to the group's commit. */
export async function destroyMergeGroup(
  world: World,
  emitter: Emitter,
  group: MergeGroup,
  reason: "merged" | "invalidated" | "dequeued",
  by: User,
): Promise<void> {
  const { directory } = group.pull.repository;
  await emitGroup(emitter, group, "destroyed", by, { reason });
  await moveBranches(world, emitter, group.pull.repository, by, async () => {
    if (reason === "merged") await git(directory, "update-ref", group.baseRef, group.headSha, group.baseSha);
    await git(directory, "update-ref", "-d", group.headRef);
  });
}

async function emitGroup(
  emitter: Emitter,
  group: MergeGroup,
  action: "checks_requested" | "destroyed",
  sender: User,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { repository } = group.pull;
  const head = await readCommit(repository, group.headSha);
  emitter.happened({
    name: action === "destroyed" ? "merge-group-destroyed" : "merge-group-checks-requested",
    event: "merge_group",
    action,
    repository,
    sender,
    fields: {
      ...more,
      merge_group: {
        head_sha: group.headSha,
        head_ref: group.headRef,
        base_sha: group.baseSha,
        base_ref: group.baseRef,
        head_commit: simpleCommitView(head),
      },
    },
  });
}
