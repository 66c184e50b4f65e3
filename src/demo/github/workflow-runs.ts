import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import type { Emitter } from "./emit.ts";
import { resolveCommit } from "./git.ts";
import { userNamed } from "./look-up.ts";
import { workflowRunView, workflowView } from "./view-workflow.ts";
import type { Artifact, RunConclusion, Workflow, WorkflowRun } from "./workflow-types.ts";
import { fullName, type Repository, type World } from "./world.ts";

/** GitHub's default. */
const retentionMs = 90 * 24 * 3_600_000;

export interface StartWorkflowRun {
  readonly repository: Repository;
  /** Such as `.github/workflows/ci.yml`. It is not read: whoever drives the stand-in says what ran. */
  readonly workflow: { readonly path: string; readonly name: string };
  /** `pull_request`, `push`, `schedule`, or another event that starts workflows. */
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** The fork, for a pull request from one. */
  readonly headRepository?: Repository | undefined;
  readonly as: string;
}

/** Puts a run into the queue of the runners. Its commit must be known in the repository. */
export async function startWorkflowRun(
  world: World,
  emitter: Emitter,
  options: StartWorkflowRun,
): Promise<WorkflowRun> {
  const { repository, headSha } = options;
  if ((await resolveCommit(repository.directory, headSha)) !== headSha) {
    throw badUsage(`${fullName(repository)} has no commit ${headSha}.`);
  }
  const now = world.clock();
  const workflow = workflowAt(world, repository, options.workflow);
  workflow.runs += 1;
  const run: WorkflowRun = {
    id: world.nextId(),
    checkSuiteId: world.nextId(),
    repository,
    workflow,
    number: workflow.runs,
    event: options.event,
    headSha,
    headBranch: options.headBranch,
    headRepository: options.headRepository ?? repository,
    actor: userNamed(world, options.as),
    createdAt: now,
    attempt: 1,
    status: "queued",
    conclusion: undefined,
    startedAt: now,
    updatedAt: now,
  };
  repository.workflowRuns.set(run.id, run);
  await emitRun(world, emitter, run, "requested");
  return run;
}

function workflowAt(world: World, repository: Repository, { path, name }: StartWorkflowRun["workflow"]): Workflow {
  const known = repository.workflows.get(path);
  if (known !== undefined) return known;
  const workflow: Workflow = { id: world.nextId(), path, name, createdAt: world.clock(), runs: 0 };
  repository.workflows.set(path, workflow);
  return workflow;
}

/** A runner takes the run up, if none has yet. */
export async function beginWorkflowRun(world: World, emitter: Emitter, run: WorkflowRun): Promise<void> {
  if (run.status === "completed") throw badUsage(`The run ${run.id} is completed; re-run it first.`);
  if (run.status === "in_progress") return;
  run.status = "in_progress";
  run.startedAt = run.updatedAt = world.clock();
  await emitRun(world, emitter, run, "in_progress");
}

export async function completeWorkflowRun(
  world: World,
  emitter: Emitter,
  run: WorkflowRun,
  conclusion: RunConclusion,
): Promise<void> {
  await beginWorkflowRun(world, emitter, run);
  run.status = "completed";
  run.conclusion = conclusion;
  run.updatedAt = world.clock();
  await emitRun(world, emitter, run, "completed");
}

/** A new attempt under the same number; what earlier attempts have uploaded stays. */
export async function rerunWorkflow(world: World, emitter: Emitter, run: WorkflowRun): Promise<void> {
  if (run.status !== "completed") throw badUsage(`The run ${run.id} is still under way.`);
  run.attempt += 1;
  run.status = "queued";
  run.conclusion = undefined;
  run.startedAt = run.updatedAt = world.clock();
  await emitRun(world, emitter, run, "requested");
}

/** An artifact cannot be changed: within one attempt its name is taken. */
export async function uploadArtifact(
  world: World,
  emitter: Emitter,
  run: WorkflowRun,
  upload: { readonly name: string; readonly zip: Uint8Array },
): Promise<Artifact> {
  await beginWorkflowRun(world, emitter, run);
  const { name, zip } = upload;
  const { artifacts } = run.repository;
  const taken = [...artifacts.values()].some(
    (each) => each.run === run && each.attempt === run.attempt && each.name === name,
  );
  if (taken) throw badUsage(`This attempt has an artifact ${name} already.`);
  const id = world.nextId();
  const directory = join(world.directory, "artifacts");
  const file = join(directory, `${id}.zip`);
  await mkdir(directory, { recursive: true });
  await writeFile(file, zip);
  const now = world.clock();
  const digest = `sha256:${createHash("sha256").update(zip).digest("hex")}`;
  const about = { id, run, attempt: run.attempt, name, sizeInBytes: zip.length, digest, file };
  const artifact: Artifact = { ...about, createdAt: now, expiresAt: now + retentionMs };
  artifacts.set(id, artifact);
  return artifact;
}

const webhookNames = {
  requested: "workflow-run-requested",
  in_progress: "workflow-run-in-progress",
  completed: "workflow-run-completed",
} as const;

async function emitRun(
  world: World,
  emitter: Emitter,
  run: WorkflowRun,
  action: keyof typeof webhookNames,
): Promise<void> {
  const { repository, workflow } = run;
  emitter.happened({
    name: webhookNames[action],
    event: "workflow_run",
    action,
    repository,
    sender: run.actor,
    fields: { workflow: workflowView(world, repository, workflow), workflow_run: await workflowRunView(world, run) },
  });
}
