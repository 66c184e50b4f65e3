import { nodeId, userView } from "./view-account.ts";
import { readCommit, simpleCommitView } from "./view-commit.ts";
import { minimalPullView } from "./view-pull.ts";
import { apiUrlOf, repositoryView, webUrlOf } from "./view-repository.ts";
import type { Artifact, Workflow, WorkflowRun } from "./workflow-types.ts";
import { type Repository, timestamp, type World } from "./world.ts";

/** GitHub's `workflow`, in webhooks. */
export function workflowView(world: World, repository: Repository, workflow: Workflow) {
  const web = webUrlOf(world, repository);
  return {
    id: workflow.id,
    node_id: nodeId("Workflow", workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: "active",
    created_at: timestamp(workflow.createdAt),
    updated_at: timestamp(workflow.createdAt),
    url: `${apiUrlOf(world, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${web}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${web}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

/** GitHub's `workflow-run`, in the API and in webhooks: always of the newest attempt. */
export async function workflowRunView(world: World, run: WorkflowRun) {
  const { repository, workflow } = run;
  const api = apiUrlOf(world, repository);
  const url = `${api}/actions/runs/${run.id}`;
  const commit = await readCommit(repository, run.headSha);
  return {
    id: run.id,
    name: workflow.name,
    node_id: nodeId("WorkflowRun", run.id),
    check_suite_id: run.checkSuiteId,
    check_suite_node_id: nodeId("CheckSuite", run.checkSuiteId),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: workflow.path,
    display_title: commit.message.split("\n")[0] ?? "",
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion ?? null,
    workflow_id: workflow.id,
    url,
    html_url: `${webUrlOf(world, repository)}/actions/runs/${run.id}`,
    pull_requests: pullsOf(run).map((pull) => minimalPullView(world, pull)),
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(run.updatedAt),
    run_started_at: timestamp(run.startedAt),
    actor: userView(world, run.actor),
    triggering_actor: userView(world, run.actor),
    referenced_workflows: [],
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.checkSuiteId}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt === 1 ? null : `${url}/attempts/${run.attempt - 1}`,
    workflow_url: `${api}/actions/workflows/${workflow.id}`,
    head_commit: simpleCommitView(commit),
    repository: repositoryView(world, repository),
    head_repository: repositoryView(world, run.headRepository),
  };
}

/** Open ones with this head or branch, which need not have started the run; none for the head of a fork. */
function pullsOf(run: WorkflowRun) {
  const { repository } = run;
  return [...repository.pulls.values()].filter(
    (pull) =>
      pull.state === "open" &&
      pull.headRepository === repository &&
      run.headRepository === repository &&
      (pull.headSha === run.headSha || pull.headRef === run.headBranch),
  );
}

/** GitHub's `artifact`. It names the run and its head, and no attempt. */
export function artifactView(world: World, artifact: Artifact) {
  const { run } = artifact;
  const url = `${apiUrlOf(world, run.repository)}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: nodeId("Artifact", artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.sizeInBytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: hasExpired(world, artifact),
    digest: artifact.digest,
    created_at: timestamp(artifact.createdAt),
    updated_at: timestamp(artifact.createdAt),
    expires_at: timestamp(artifact.expiresAt),
    workflow_run: {
      id: run.id,
      repository_id: run.repository.id,
      head_repository_id: run.headRepository.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  };
}

export function hasExpired(world: World, artifact: Artifact): boolean {
  return artifact.expiresAt <= world.clock();
}
