import type { CheckRunBody } from "./check-run-body.ts";
import type { CheckRun, CheckSuite } from "./check-types.ts";
import type { Emitter } from "./emit.ts";
import { appView } from "./view-account.ts";
import { checkRunView, checkSuiteView } from "./view-check.ts";
import { webUrlOf } from "./view-repository.ts";
import { type Repository, timestamp, type User, type World } from "./world.ts";

/** GitHub keeps this many runs of one name in a suite and deletes the oldest. */
const mostRunsOfOneName = 1000;

/** The commit must exist; the caller has checked it. */
export function createCheckRun(world: World, repository: Repository, headSha: string, body: CheckRunBody): CheckRun {
  const suite = suiteFor(world, repository, headSha);
  const id = world.nextId();
  const run: CheckRun = {
    id,
    suite,
    headSha,
    appId: world.app.id,
    name: body.name ?? "",
    externalId: "",
    detailsUrl: `${webUrlOf(world, repository)}/runs/${id}`,
    status: "queued",
    conclusion: undefined,
    startedAt: timestamp(world.clock()),
    completedAt: undefined,
    title: undefined,
    summary: undefined,
    text: undefined,
    annotations: [],
  };
  repository.runs.set(id, run);
  const sameName = [...repository.runs.values()].filter((each) => each.suite === suite && each.name === run.name);
  for (const oldest of sameName.slice(0, -mostRunsOfOneName)) repository.runs.delete(oldest.id);
  changeCheckRun(world, run, body);
  return run;
}

/** Annotations are added to those that are there; nothing can take one away. */
export function changeCheckRun(world: World, run: CheckRun, body: CheckRunBody): void {
  const { output } = body;
  run.name = body.name ?? run.name;
  run.externalId = body.external_id ?? run.externalId;
  run.detailsUrl = body.details_url ?? run.detailsUrl;
  run.startedAt = body.started_at ?? run.startedAt;
  if (body.conclusion !== undefined) {
    run.status = "completed";
    run.conclusion = body.conclusion;
    run.completedAt = body.completed_at ?? timestamp(world.clock());
  } else if (body.status !== undefined) {
    run.status = body.status;
    run.conclusion = undefined;
    run.completedAt = undefined;
  }
  if (output !== undefined) {
    run.title = output.title ?? run.title;
    run.summary = output.summary;
    run.text = output.text ?? run.text;
    run.annotations.push(...(output.annotations ?? []));
  }
  run.suite.updatedAt = world.clock();
  run.suite.requestedAgain = false;
}

function suiteFor(world: World, repository: Repository, headSha: string): CheckSuite {
  const known = [...repository.suites.values()].find((suite) => suite.headSha === headSha);
  if (known !== undefined) return known;
  // Only branches of this repository count: a fork's head has no branch here.
  const pull = [...repository.pulls.values()].find(
    (each) => each.headSha === headSha && each.headRepository === repository,
  );
  const now = world.clock();
  const suite: CheckSuite = {
    id: world.nextId(),
    headSha,
    headBranch: pull?.headRef,
    createdAt: now,
    updatedAt: now,
    requestedAgain: false,
  };
  repository.suites.set(suite.id, suite);
  return suite;
}

/** GitHub resets the suite and tells the app that made the run. The run itself stays as it is. */
export async function rerequestRun(
  world: World,
  emitter: Emitter,
  repository: Repository,
  run: CheckRun,
  sender: User,
): Promise<void> {
  run.suite.requestedAgain = true;
  const view = checkRunView(world, repository, run);
  const suite = await checkSuiteView(world, repository, run.suite);
  const { head_commit: _headCommit, check_runs_url: _url, latest_check_runs_count: _count, ...simple } = suite;
  emitter.happened({
    name: "check-run-rerequested",
    event: "check_run",
    action: "rerequested",
    repository,
    sender,
    fields: { check_run: { ...view, check_suite: simple } },
  });
}

export async function rerequestSuite(
  world: World,
  emitter: Emitter,
  repository: Repository,
  suite: CheckSuite,
  sender: User,
): Promise<void> {
  suite.requestedAgain = true;
  const view = await checkSuiteView(world, repository, suite);
  const { repository: _repository, ...fields } = view;
  emitter.happened({
    name: "check-suite-rerequested",
    event: "check_suite",
    action: "rerequested",
    repository,
    sender,
    fields: { check_suite: { ...fields, app: appView(world, world.app) } },
  });
}
