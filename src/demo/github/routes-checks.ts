import { notAccessible, reachRepository, requireInstallation } from "./access.ts";
import { CheckRunBody, checkProse } from "./check-run-body.ts";
import { changeCheckRun, createCheckRun, rerequestRun, rerequestSuite } from "./check-runs.ts";
import type { CheckRun, CheckSuite } from "./check-types.ts";
import { resolveCommit } from "./git.ts";
import { pageOf } from "./pages-of.ts";
import { notFound, Refusal, validationFailed } from "./refusal.ts";
import { type Call, numberParameter, permission, type Routes, repositoryName, type Services } from "./route.ts";
import { annotationView, checkRunView, checkSuiteView, latestRuns } from "./view-check.ts";
import type { Repository } from "./world.ts";

const read = permission("checks", "read");
const write = permission("checks", "write");

/** Check runs and check suites. */
export const checkRoutes: Routes = {
  "checks/create": {
    needs: write,
    async handle(call, services) {
      const repository = reach(call, services, "write");
      const body = CheckRunBody.parse(call.body);
      checkProse(body);
      const sha = body.head_sha ?? "";
      if (!/^[0-9a-f]{40}$/.test(sha) || (await resolveCommit(repository.directory, sha)) === undefined) {
        throw new Refusal(422, `No commit found for SHA: ${sha}`);
      }
      const run = createCheckRun(services.world, repository, sha, body);
      return { status: 201, body: checkRunView(services.world, repository, run) };
    },
  },
  "checks/update": {
    needs: write,
    handle(call, services) {
      const repository = reach(call, services, "write");
      const run = runNamed(call, repository);
      if (run.appId !== services.world.app.id) throw notAccessible();
      const body = CheckRunBody.parse(call.body);
      checkProse(body);
      changeCheckRun(services.world, run, body);
      return { status: 200, body: checkRunView(services.world, repository, run) };
    },
  },
  "checks/get": {
    needs: read,
    handle(call, services) {
      const repository = reach(call, services, "read");
      return { status: 200, body: checkRunView(services.world, repository, runNamed(call, repository)) };
    },
  },
  "checks/list-annotations": {
    needs: read,
    handle(call, services) {
      const repository = reach(call, services, "read");
      const run = runNamed(call, repository);
      const page = pageOf(call, run.annotations);
      return {
        status: 200,
        headers: page.headers,
        body: page.items.map((annotation) => annotationView(services.world, repository, run, annotation)),
      };
    },
  },
  "checks/list-for-ref": {
    needs: read,
    async handle(call, services) {
      const repository = reach(call, services, "read");
      const sha = await commitNamed(call, repository);
      return listRuns(call, services, repository, (run) => run.headSha === sha);
    },
  },
  "checks/list-for-suite": {
    needs: read,
    handle(call, services) {
      const repository = reach(call, services, "read");
      const suite = suiteNamed(call, repository);
      return listRuns(call, services, repository, (run) => run.suite === suite);
    },
  },
  "checks/get-suite": {
    needs: read,
    async handle(call, services) {
      const repository = reach(call, services, "read");
      return { status: 200, body: await checkSuiteView(services.world, repository, suiteNamed(call, repository)) };
    },
  },
  "checks/list-suites-for-ref": {
    needs: read,
    async handle(call, services) {
      const repository = reach(call, services, "read");
      const sha = await commitNamed(call, repository);
      const name = call.query.get("check_name");
      const all = [...repository.suites.values()].filter(
        (suite) => suite.headSha === sha && ofApp(call, services) && (name === null || hasRun(repository, suite, name)),
      );
      const page = pageOf(call, all);
      const views = page.items.map((suite) => checkSuiteView(services.world, repository, suite));
      return {
        status: 200,
        headers: page.headers,
        body: { total_count: all.length, check_suites: await Promise.all(views) },
      };
    },
  },
  "checks/rerequest-run": {
    needs: write,
    async handle(call, services) {
      const repository = reach(call, services, "write");
      const run = runNamed(call, repository);
      await rerequestRun(services.world, services.emitter, repository, run, senderOf(call));
      return { status: 201, body: {} };
    },
  },
  "checks/rerequest-suite": {
    needs: write,
    async handle(call, services) {
      const repository = reach(call, services, "write");
      const suite = suiteNamed(call, repository);
      await rerequestSuite(services.world, services.emitter, repository, suite, senderOf(call));
      return { status: 201, body: {} };
    },
  },
};

function reach(call: Call, { world }: Services, level: "read" | "write"): Repository {
  return reachRepository(world, call.caller, repositoryName(call), level);
}

function senderOf(call: Call) {
  return requireInstallation(call.caller).installation.account;
}

function runNamed(call: Call, repository: Repository): CheckRun {
  const run = repository.runs.get(numberParameter(call, "check_run_id"));
  if (run === undefined) throw notFound();
  return run;
}

function suiteNamed(call: Call, repository: Repository): CheckSuite {
  const suite = repository.suites.get(numberParameter(call, "check_suite_id"));
  if (suite === undefined) throw notFound();
  return suite;
}

async function commitNamed(call: Call, repository: Repository): Promise<string> {
  const ref = call.parameters["ref"] ?? "";
  const sha = await resolveCommit(repository.directory, ref);
  if (sha !== undefined) return sha;
  throw validationFailed({
    resource: "Commit",
    code: "custom",
    field: "ref",
    message: `No commit found for SHA: ${ref}`,
  });
}

function listRuns(call: Call, services: Services, repository: Repository, belongs: (run: CheckRun) => boolean) {
  const query = (name: string) => call.query.get(name);
  const name = query("check_name");
  const status = query("status");
  const found = [...repository.runs.values()]
    .filter((run) => belongs(run) && (name === null || run.name === name) && (status === null || run.status === status))
    .filter(() => ofApp(call, services));
  const all = (query("filter") === "all" ? found : latestRuns(found)).toSorted((a, b) => b.id - a.id);
  const page = pageOf(call, all);
  return {
    status: 200,
    headers: page.headers,
    body: {
      total_count: all.length,
      check_runs: page.items.map((run) => checkRunView(services.world, repository, run)),
    },
  };
}

/** The stand-in has one app, so `app_id` matches all or nothing. */
function ofApp(call: Call, { world }: Services): boolean {
  const wanted = call.query.get("app_id");
  return wanted === null || wanted === String(world.app.id);
}

function hasRun(repository: Repository, suite: CheckSuite, name: string): boolean {
  return [...repository.runs.values()].some((run) => run.suite === suite && run.name === name);
}
