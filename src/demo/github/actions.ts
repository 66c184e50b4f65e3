import { badUsage } from "../../core/bad-usage.ts";
import { attestationActions } from "./attestation-actions.ts";
import { rerequestRun, rerequestSuite } from "./check-runs.ts";
import { commentActions } from "./comment-actions.ts";
import type { PullRequest } from "./conversation-types.ts";
import type { Emitter } from "./emit.ts";
import { git } from "./git.ts";
import type { HostedRepository } from "./github-world.ts";
import {
  changeRepositories,
  installApp,
  suspendInstallation,
  uninstallApp,
  unsuspendInstallation,
} from "./installations.ts";
import { issueActions } from "./issue-actions.ts";
import { setLabel } from "./labels.ts";
import { installationWith, pullWith, repositoryWith } from "./look-up.ts";
import { destroyMergeGroup, requestMergeGroup } from "./merge-queue.ts";
import { closePullRequest, editPullRequest, mergeOf, openPullRequest, reopenPullRequest } from "./pull-requests.ts";
import { deleteBranch, moveBranches, push } from "./pushes.ts";
import { createRepository, createUser, forkRepository } from "./repositories.ts";
import type { StandIn, StandInMergeGroup, StandInRepository } from "./stand-in-types.ts";
import { latestRuns } from "./view-check.ts";
import { workflowActions } from "./workflow-actions.ts";
import type { Installation, Repository, World } from "./world.ts";

type PullRequestActions = Pick<
  StandIn,
  | "openPullRequest"
  | "closePullRequest"
  | "reopenPullRequest"
  | "editPullRequest"
  | "labelPullRequest"
  | "mergePullRequest"
  | "mergeGroup"
>;
type RepositoryActions = Pick<StandIn, "createUser" | "createRepository" | "fork" | "push" | "deleteBranch">;
type CheckActions = Pick<StandIn, "rerequestCheckRun" | "rerequestCheckSuite" | "checkRunsOf" | "allCheckRunsOf">;
type InstallationActions = Pick<
  StandIn,
  "installApp" | "removeRepositories" | "uninstallApp" | "suspendInstallation" | "unsuspendInstallation"
>;

type WorkflowActions = ReturnType<typeof workflowActions>;
type AttestationActions = ReturnType<typeof attestationActions>;
type IssueActions = ReturnType<typeof issueActions>;
type CommentActions = ReturnType<typeof commentActions>;

export interface Scene {
  readonly world: World;
  readonly emitter: Emitter;
  readonly oneByOne: <T>(work: () => Promise<T>) => Promise<T>;
  readonly stored: (repository: HostedRepository) => Repository;
}

/** What people do on GitHub, one thing after the other. */
export function createActions(
  world: World,
  emitter: Emitter,
): RepositoryActions &
  PullRequestActions &
  CheckActions &
  InstallationActions &
  WorkflowActions &
  IssueActions &
  AttestationActions &
  CommentActions {
  const stored = (repository: HostedRepository) => repositoryWith(world, repository.id);
  const scene: Scene = { world, emitter, oneByOne: createQueue(), stored };
  return {
    ...repositoryActions(scene),
    ...pullRequestActions(scene),
    ...checkActions(scene),
    ...installationActions(scene),
    ...workflowActions(scene),
    ...issueActions(scene),
    ...attestationActions(scene),
    ...commentActions(scene),
  };
}

function repositoryActions({ world, emitter, oneByOne, stored }: Scene): RepositoryActions {
  return {
    createUser: (login, type, id) => createUser(world, login, type, id),
    createRepository: (options) => oneByOne(async () => shown(await createRepository(world, options))),
    fork: (repository, owner) => oneByOne(async () => shown(await forkRepository(world, stored(repository), owner))),
    push: (options) =>
      oneByOne(async () => {
        await push(world, emitter, { ...options, repository: stored(options.repository) });
      }),
    deleteBranch: (repository, branch) =>
      oneByOne(() => deleteBranch(world, emitter, stored(repository), branch, stored(repository).owner)),
  };
}

function pullRequestActions({ world, emitter, oneByOne, stored }: Scene): PullRequestActions {
  const withPull = <T>(repository: HostedRepository, number: number, act: (pull: PullRequest) => Promise<T>) =>
    oneByOne(async () => act(pullWith(stored(repository), number)));
  return {
    openPullRequest: (options) =>
      oneByOne(async () => {
        const { head } = options;
        const from = typeof head === "string" ? head : { fork: stored(head.fork), branch: head.branch };
        return openPullRequest(world, emitter, { ...options, repository: stored(options.repository), head: from });
      }),
    closePullRequest: (repository, number) =>
      withPull(repository, number, (pull) => closePullRequest(world, emitter, pull, pull.author)),
    reopenPullRequest: (repository, number) =>
      withPull(repository, number, (pull) => reopenPullRequest(world, emitter, pull, pull.author)),
    editPullRequest: (repository, number, edit) =>
      withPull(repository, number, (pull) => editPullRequest(world, emitter, pull, edit, pull.author)),
    labelPullRequest: (repository, number, label, there = true) =>
      withPull(repository, number, (pull) => setLabel(world, emitter, pull, { name: label, there })),
    mergePullRequest: (repository, number) => withPull(repository, number, (pull) => mergePull(world, emitter, pull)),
    mergeGroup: (repository, number) =>
      withPull(repository, number, async (pull) => {
        const by = stored(repository).owner;
        const group = await requestMergeGroup(world, emitter, pull, by);
        const { headRef, headSha, baseRef, baseSha } = group;
        const destroy: StandInMergeGroup["destroy"] = (reason) =>
          oneByOne(() => destroyMergeGroup(world, emitter, group, reason, by));
        return { headRef, headSha, baseRef, baseSha, destroy };
      }),
  };
}

function checkActions({ world, emitter, oneByOne, stored }: Scene): CheckActions {
  return {
    rerequestCheckRun: (repository, id) =>
      oneByOne(async () => {
        const run = stored(repository).runs.get(id);
        if (run === undefined) throw badUsage(`There is no check run ${id}.`);
        await rerequestRun(world, emitter, stored(repository), run, stored(repository).owner);
      }),
    rerequestCheckSuite: (repository, id) =>
      oneByOne(async () => {
        const suite = stored(repository).suites.get(id);
        if (suite === undefined) throw badUsage(`There is no check suite ${id}.`);
        await rerequestSuite(world, emitter, stored(repository), suite, stored(repository).owner);
      }),
    checkRunsOf: async (repository, sha) => latestRuns(runsOn(stored(repository), sha)),
    allCheckRunsOf: (repository, sha) => runsOn(stored(repository), sha),
  };
}

function installationActions({ world, emitter, oneByOne, stored }: Scene): InstallationActions {
  const withInstallation = (id: number, act: (installation: Installation) => void) =>
    oneByOne(async () => act(installationWith(world, id)));
  return {
    installApp: (repositories) => oneByOne(async () => installApp(world, emitter, repositories.map(stored))),
    removeRepositories: (id, repositories) =>
      withInstallation(id, (found) => changeRepositories(world, emitter, found, repositories.map(stored), "removed")),
    uninstallApp: (id) => withInstallation(id, (found) => uninstallApp(world, emitter, found)),
    suspendInstallation: (id) => withInstallation(id, (found) => suspendInstallation(world, emitter, found)),
    unsuspendInstallation: (id) => withInstallation(id, (found) => unsuspendInstallation(world, emitter, found)),
  };
}

/** What changes repositories runs one at a time, so that every event tells of a state that was really there. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

async function mergePull(world: World, emitter: Emitter, pull: PullRequest): Promise<void> {
  const sha = await mergeOf(pull);
  const { repository } = pull;
  await moveBranches(world, emitter, repository, repository.owner, () =>
    git(repository.directory, "update-ref", `refs/heads/${pull.baseRef}`, sha),
  );
}

function runsOn(repository: Repository, sha: string) {
  return [...repository.runs.values()].filter(({ headSha }) => headSha === sha);
}

function shown(repository: Repository): StandInRepository {
  const { id, name, directory } = repository;
  return { id, owner: repository.owner.login, name, private: repository.private, directory };
}
