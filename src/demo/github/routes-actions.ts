import { reachRepository } from "./access.ts";
import { pageOf } from "./pages-of.ts";
import { notFound, Refusal } from "./refusal.ts";
import { type Call, numberParameter, permission, type Routes, repositoryName, type Services } from "./route.ts";
import { artifactView, hasExpired, workflowRunView } from "./view-workflow.ts";
import type { Artifact, WorkflowRun } from "./workflow-types.ts";
import type { Repository, World } from "./world.ts";

const read = permission("actions", "read");
/** GitHub shows no more of a search than this. */
const mostFound = 1_000;

/** Workflow runs and their artifacts, all read only. */
export const actionsRoutes: Routes = {
  "actions/list-workflow-runs-for-repo": {
    needs: read,
    async handle(call, services) {
      const { world } = services;
      const wanted = filtersOf(call);
      const all = newestFirst([...reach(call, services).workflowRuns.values()]);
      const found = all.filter((run) => wanted.every(([name, value]) => filters[name]?.(run, value) === true));
      const page = pageOf(call, wanted.length === 0 ? found : found.slice(0, mostFound));
      const views = await Promise.all(page.items.map((run) => shownRun(call, world, run)));
      return { status: 200, headers: page.headers, body: { total_count: found.length, workflow_runs: views } };
    },
  },
  "actions/get-workflow-run": {
    needs: read,
    async handle(call, services) {
      const run = runNamed(call, reach(call, services));
      return { status: 200, body: await shownRun(call, services.world, run) };
    },
  },
  "actions/list-workflow-run-artifacts": {
    needs: read,
    handle(call, services) {
      const repository = reach(call, services);
      const run = runNamed(call, repository);
      const name = call.query.get("name");
      const found = [...repository.artifacts.values()].filter(
        (artifact) => artifact.run === run && (name === null || artifact.name === name),
      );
      const all = call.query.get("direction") === "asc" ? newestFirst(found).toReversed() : newestFirst(found);
      const page = pageOf(call, all);
      const artifacts = page.items.map((artifact) => artifactView(services.world, artifact));
      return { status: 200, headers: page.headers, body: { total_count: all.length, artifacts } };
    },
  },
  "actions/get-artifact": {
    needs: read,
    handle: (call, services) => ({
      status: 200,
      body: artifactView(services.world, artifactNamed(call, reach(call, services))),
    }),
  },
  "actions/download-artifact": {
    needs: read,
    handle(call, services) {
      const artifact = artifactNamed(call, reach(call, services));
      if (call.parameters["archive_format"] !== "zip") throw notFound();
      if (hasExpired(services.world, artifact)) throw new Refusal(410, "Artifact has expired");
      return { status: 302, headers: { location: services.storage.linkTo("artifacts", artifact.id) } };
    },
  },
};

function reach(call: Call, { world }: Services): Repository {
  return reachRepository(world, call.caller, repositoryName(call), "read");
}

function runNamed(call: Call, repository: Repository): WorkflowRun {
  const run = repository.workflowRuns.get(numberParameter(call, "run_id"));
  if (run === undefined) throw notFound();
  return run;
}

function artifactNamed(call: Call, repository: Repository): Artifact {
  const artifact = repository.artifacts.get(numberParameter(call, "artifact_id"));
  if (artifact === undefined) throw notFound();
  return artifact;
}

function newestFirst<T extends { readonly id: number }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => b.id - a.id);
}

const filters: Readonly<Record<string, (run: WorkflowRun, wanted: string) => boolean>> = {
  actor: (run, wanted) => run.actor.login === wanted,
  branch: (run, wanted) => run.headBranch === wanted,
  check_suite_id: (run, wanted) => String(run.checkSuiteId) === wanted,
  event: (run, wanted) => run.event === wanted,
  head_sha: (run, wanted) => run.headSha === wanted,
  status: (run, wanted) => run.status === wanted || run.conclusion === wanted,
};

/** The filters that a call uses. Throws 501 for the one that the stand-in does not have. */
function filtersOf(call: Call): readonly (readonly [string, string])[] {
  if (call.query.has("created")) throw new Refusal(501, "not implemented in the stand-in");
  return [...call.query].filter(([name]) => Object.hasOwn(filters, name));
}

async function shownRun(call: Call, world: World, run: WorkflowRun) {
  const view = await workflowRunView(world, run);
  return call.query.get("exclude_pull_requests") === "true" ? { ...view, pull_requests: [] } : view;
}
