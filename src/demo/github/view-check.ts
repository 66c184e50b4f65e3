import type { Annotation, CheckRun, CheckSuite } from "./check-types.ts";
import { appView, nodeId } from "./view-account.ts";
import { readCommit, simpleCommitView } from "./view-commit.ts";
import { minimalPullView } from "./view-pull.ts";
import { apiUrlOf, repositoryView, webUrlOf } from "./view-repository.ts";
import { type Repository, timestamp, type World } from "./world.ts";

/** GitHub's `check-run`. */
export function checkRunView(world: World, repository: Repository, run: CheckRun) {
  const url = `${apiUrlOf(world, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("CheckRun", run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${webUrlOf(world, repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: run.startedAt,
    completed_at: run.completedAt ?? null,
    output: {
      title: run.title ?? null,
      summary: run.summary ?? null,
      text: run.text ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: appView(world, world.app),
    pull_requests: pullsOf(world, repository, run.headSha),
  };
}

/** Only heads of this repository: GitHub leaves this empty for forks. */
function pullsOf(world: World, repository: Repository, sha: string) {
  return [...repository.pulls.values()]
    .filter((pull) => pull.state === "open" && pull.headSha === sha && pull.headRepository === repository)
    .map((pull) => minimalPullView(world, pull));
}

/** GitHub's `check-suite`, whose state follows from the newest run of each name. */
export async function checkSuiteView(world: World, repository: Repository, suite: CheckSuite) {
  const url = `${apiUrlOf(world, repository)}/check-suites/${suite.id}`;
  const latest = latestRuns([...repository.runs.values()].filter((run) => run.suite === suite));
  const commit = await readCommit(repository, suite.headSha);
  return {
    id: suite.id,
    node_id: nodeId("CheckSuite", suite.id),
    head_branch: suite.headBranch ?? null,
    head_sha: suite.headSha,
    ...suiteState(suite, latest),
    url,
    before: commit.parents[0] ?? null,
    after: suite.headSha,
    pull_requests: pullsOf(world, repository, suite.headSha),
    app: appView(world, world.app),
    repository: repositoryView(world, repository),
    created_at: timestamp(suite.createdAt),
    updated_at: timestamp(suite.updatedAt),
    head_commit: simpleCommitView(commit),
    latest_check_runs_count: latest.length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  };
}

const worstFirst = ["failure", "timed_out", "action_required", "cancelled", "success", "neutral", "skipped"];

function suiteState(suite: CheckSuite, latest: readonly CheckRun[]) {
  if (suite.requestedAgain || latest.length === 0) return { status: "queued", conclusion: null };
  if (latest.some(({ status }) => status !== "completed")) return { status: "in_progress", conclusion: null };
  const conclusion = worstFirst.find((worst) => latest.some((run) => run.conclusion === worst)) ?? null;
  return { status: "completed", conclusion };
}

/** The newest run of each name, as branch protection counts them. */
export function latestRuns(runs: readonly CheckRun[]): readonly CheckRun[] {
  const byName = new Map<string, CheckRun>();
  for (const run of runs) {
    const known = byName.get(run.name);
    if (known === undefined || known.id < run.id) byName.set(run.name, run);
  }
  return [...byName.values()];
}

/** GitHub's `check-annotation`. */
export function annotationView(world: World, repository: Repository, run: CheckRun, annotation: Annotation) {
  return {
    path: annotation.path,
    blob_href: `${webUrlOf(world, repository)}/blob/${run.headSha}/${annotation.path.split("/").map(encodeURIComponent).join("/")}`,
    start_line: annotation.start_line,
    end_line: annotation.end_line,
    start_column: annotation.start_column ?? null,
    end_column: annotation.end_column ?? null,
    annotation_level: annotation.annotation_level,
    message: annotation.message,
    title: annotation.title ?? null,
    raw_details: annotation.raw_details ?? null,
  };
}
