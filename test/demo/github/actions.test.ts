import { describe, expect, it } from "@jest/globals";
import { openReceiver } from "./receiver.ts";
import { ci, openPull, openWorld, startRun, type TestWorld } from "./world.ts";

const api = "/repos/acme/platform/actions";

async function openForkPull(world: TestWorld) {
  const { github, repository, work } = world;
  github.createUser("mallory");
  const fork = await github.fork(repository, "mallory");
  const sha = work.commit("patch", { "core/clock.py": "import sys\n" }, { from: "main" });
  await github.push({ repository: fork, from: work.directory, refspec: "refs/heads/patch", as: "mallory" });
  const head = { fork, branch: "patch" };
  await github.openPullRequest({ repository, head, base: "main", title: "A patch", author: "mallory" });
  return { fork, sha };
}

describe("workflow runs of the stand-in", () => {
  it("go from queued to completed, and tell of each step", async () => {
    await using world = await openWorld();
    await using receiver = await openReceiver(world.github.app.webhookSecret);
    world.github.connectWebhook(receiver.url);
    const { number, sha } = await openPull(world);
    const token = await world.token();
    const run = await startRun(world, sha);
    const states: unknown[][] = [];
    const look = async () => {
      const { body } = await world.call("GET", `${api}/runs/${run.id}`, { token });
      states.push([body.status, body.conclusion, body.run_attempt]);
      return body;
    };
    const shown = await look();
    expect(shown).toMatchObject({ ...ci, event: "pull_request", head_sha: sha, head_branch: "topic", run_number: 1 });
    expect(shown.pull_requests.map((pull: { number: number }) => pull.number)).toEqual([number]);
    await run.begin();
    await look();
    await run.complete("failure");
    await look();
    await run.rerun();
    await look();
    await run.complete("success");
    await look();
    expect(states).toEqual([
      ["queued", null, 1],
      ["in_progress", null, 1],
      ["completed", "failure", 1],
      ["queued", null, 2],
      ["completed", "success", 2],
    ]);
    await world.github.settle();
    const told = receiver.received
      .filter(({ event }) => event === "workflow_run")
      .map(
        ({
          payload: {
            action,
            workflow_run: { id, run_attempt: attempt },
          },
        }) => [action, id, attempt],
      );
    expect(told.toSorted()).toEqual(
      [
        ["requested", run.id, 1],
        ["in_progress", run.id, 1],
        ["completed", run.id, 1],
        ["requested", run.id, 2],
        ["in_progress", run.id, 2],
        ["completed", run.id, 2],
      ].toSorted(),
    );
    expect(world.github.violations).toEqual([]);
  });

  it("are listed newest first, by commit, branch, event and state, page by page", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const main = world.work.git("rev-parse", "main").trim();
    const token = await world.token();
    const first = await startRun(world, sha);
    const second = await startRun(world, sha, "topic", "push");
    const nightly = await startRun(world, main, "main", "schedule");
    await first.complete("failure");
    await second.complete("success");
    const listed = async (query: string) => {
      const { body } = await world.call("GET", `${api}/runs?${query}`, { token });
      return [body.total_count, ...body.workflow_runs.map(({ id }: { id: number }) => id)];
    };
    expect(await listed("")).toEqual([3, nightly.id, second.id, first.id]);
    expect(await listed(`head_sha=${sha}`)).toEqual([2, second.id, first.id]);
    expect(await listed("branch=main")).toEqual([1, nightly.id]);
    expect(await listed("event=push")).toEqual([1, second.id]);
    expect(await listed("status=queued")).toEqual([1, nightly.id]);
    expect(await listed("status=failure")).toEqual([1, first.id]);
    expect(await listed(`head_sha=${sha}&event=push&branch=main`)).toEqual([0]);
    expect(await listed("per_page=2&page=2")).toEqual([3, first.id]);
    const bare = await world.call("GET", `${api}/runs/${first.id}?exclude_pull_requests=true`, { token });
    expect(bare.body.pull_requests).toEqual([]);
    expect((await world.call("GET", `${api}/runs?created=2026-01-01T00:00:00Z`, { token })).status).toBe(501);
    expect((await world.call("GET", `${api}/runs/1`, { token })).status).toBe(404);
    expect(world.github.violations).toEqual([]);
  });

  it("of a fork name it, with its branch and without pull requests", async () => {
    await using world = await openWorld();
    const { fork, sha } = await openForkPull(world);
    const { github, repository } = world;
    const about = { repository, workflow: ci, event: "pull_request", headSha: sha, as: "mallory" };
    const run = await github.startWorkflowRun({ ...about, headBranch: "patch", headRepository: fork });
    const { body } = await world.call("GET", `${api}/runs/${run.id}`, { token: await world.token() });
    expect(body).toMatchObject({ head_branch: "patch", pull_requests: [], head_repository: { id: fork.id } });
    expect(body.repository.id).toBe(repository.id);
    expect(github.violations).toEqual([]);
  });

  it("cannot be of a commit that is not there, nor begin twice over", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    await expect(startRun(world, "f".repeat(40))).rejects.toMatchObject({ code: "BAD_USAGE" });
    const run = await startRun(world, sha);
    await expect(run.rerun()).rejects.toMatchObject({ code: "BAD_USAGE" });
    await run.complete("success");
    await expect(run.complete("failure")).rejects.toMatchObject({ code: "BAD_USAGE" });
  });
});
