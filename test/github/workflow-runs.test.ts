import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { ProbotOctokit } from "probot";
import { listRunsOfBranch, listRunsOfCommit, workflowPathOf } from "../../src/github/workflow-runs.ts";
import { ci, openPull, openWorld, startRun } from "../demo/github/world.ts";
import { octokitOf } from "../support/octokit.ts";

// It would stand in the way of the stand-in.
nock.restore();

const repository = { id: 7, owner: "acme", name: "platform" };
const runsPath = "/repos/acme/platform/actions/runs";

describe("the runs of a commit", () => {
  it("are all of them, newest first, with what GitHub says of each", async () => {
    let now = Date.parse("2026-11-25T10:00:00Z");
    await using world = await openWorld({ clock: () => now, tokenLifetimeMs: 1e12 });
    const { sha } = await openPull(world);
    const main = world.work.git("rev-parse", "main").trim();
    // The client's tokens are checked against the real time.
    now = Date.now();
    const first = await startRun(world, sha, "topic", "pull_request");
    await startRun(world, main, "main", "push");
    await first.complete("failure");
    const second = await startRun(world, sha, "topic", "push");
    await second.begin();
    await first.rerun();
    const listing = await listRunsOfCommit(await octokitOf(world), world.repository, sha);
    expect(listing.complete).toBe(true);
    expect(listing.items).toEqual([
      {
        id: second.id,
        attempt: 1,
        workflowPath: ci.path,
        workflowName: "CI",
        event: "push",
        headSha: sha,
        headBranch: "topic",
        headRepositoryId: world.repository.id,
        status: "running",
        conclusion: undefined,
        createdAt: Math.floor(now / 1000) * 1000,
        startedAt: Math.floor(now / 1000) * 1000,
        url: `${world.github.webUrl}/acme/platform/actions/runs/${second.id}`,
      },
      expect.objectContaining({ id: first.id, attempt: 2, status: "queued", conclusion: undefined }),
    ]);
    expect(world.github.violations).toEqual([]);
  });

  it("of a fork name the repository of the fork", async () => {
    await using world = await openWorld();
    const { github, work } = world;
    github.createUser("mallory");
    const fork = await github.fork(world.repository, "mallory");
    const headSha = work.commit("main", { "core/clock.py": "import sys\n" });
    await github.push({ repository: fork, from: work.directory, refspec: "refs/heads/main", as: "mallory" });
    const about = { repository: world.repository, base: "main", title: "A patch", author: "mallory" };
    await github.openPullRequest({ ...about, head: { fork, branch: "main" } });
    const run = { repository: world.repository, workflow: ci, headSha, headBranch: "main", as: "mallory" };
    for (const event of ["pull_request", "push"]) {
      await github.startWorkflowRun({ ...run, event, headRepository: fork });
    }
    const octokit = await octokitOf(world);
    const { items } = await listRunsOfCommit(octokit, world.repository, headSha);
    expect(items.map(({ event, headRepositoryId }) => [event, headRepositoryId])).toEqual([
      ["push", fork.id],
      ["pull_request", fork.id],
    ]);
    const branch = await listRunsOfBranch(octokit, world.repository, "main", { event: "push", limit: 10 });
    expect(branch.items).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  it("cannot be read without actions: read, and the Fault names it", async () => {
    const appManifest = { permissions: { pull_requests: "read" }, events: [] };
    await using world = await openWorld({ appManifest });
    await expect(listRunsOfCommit(await octokitOf(world), world.repository, "f".repeat(40))).rejects.toMatchObject({
      code: "GITHUB_FORBIDDEN",
      retry: false,
      message:
        "The installation lacks the permission actions: read, which is needed at GET /repos/{owner}/{repo}/actions/runs (HTTP 403).",
    });
  });
});

describe("the runs of a branch", () => {
  it("are the newest ones of one event, and say when there may be more", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const main = world.work.git("rev-parse", "main").trim();
    const ids = [];
    for (const event of ["push", "schedule", "push", "push"]) {
      ids.push((await startRun(world, main, "main", event)).id);
    }
    await startRun(world, sha, "topic", "push");
    const octokit = await octokitOf(world);
    const listed = async (event: "push" | "schedule", limit: number) => {
      const listing = await listRunsOfBranch(octokit, world.repository, "main", { event, limit });
      return [listing.complete, ...listing.items.map(({ id }) => id)];
    };
    expect(await listed("push", 10)).toEqual([true, ids[3], ids[2], ids[0]]);
    expect(await listed("push", 2)).toEqual([false, ids[3], ids[2]]);
    expect(await listed("schedule", 10)).toEqual([true, ids[1]]);
    expect(world.github.violations).toEqual([]);
  });
});

describe("odd answers of GitHub", () => {
  const headSha = "1".repeat(40);
  const octokit = new ProbotOctokit({ auth: { token: "t" }, throttle: { enabled: false }, retry: { enabled: false } });
  const run = (id: number) => ({
    id,
    path: `${ci.path}@main`,
    name: null,
    event: "pull_request",
    head_sha: headSha,
    head_branch: null,
    head_repository: null,
    status: "waiting",
    conclusion: null,
    created_at: "2026-11-25T10:00:00Z",
    html_url: "https://github.com/acme/platform/actions/runs/1",
  });
  const answer = (page: number, body: object) =>
    nock("https://api.github.com")
      .get(runsPath)
      .query((query) => query["page"] === String(page))
      .reply(200, body);
  beforeAll(() => nock.activate());
  afterEach(() => nock.cleanAll());
  afterAll(() => nock.restore());

  it("without fork, attempt, name or branch are read", async () => {
    answer(1, { total_count: 1, workflow_runs: [run(1)] });
    expect((await listRunsOfCommit(octokit, repository, headSha)).items).toMatchObject([
      {
        attempt: 1,
        workflowPath: ci.path,
        workflowName: "",
        headBranch: undefined,
        headRepositoryId: undefined,
        status: "queued",
        startedAt: Date.parse("2026-11-25T10:00:00Z"),
      },
    ]);
  });

  it("with runs of other commits, from a server that does not know the filter, lose them", async () => {
    answer(1, { total_count: 2, workflow_runs: [run(1), { ...run(2), head_sha: "2".repeat(40) }] });
    expect((await listRunsOfCommit(octokit, repository, headSha)).items.map(({ id }) => id)).toEqual([1]);
  });

  it("that move between two pages are listed once", async () => {
    answer(1, { total_count: 101, workflow_runs: Array.from({ length: 100 }, (_, index) => run(200 - index)) });
    answer(2, { total_count: 102, workflow_runs: [run(101), run(100)] });
    const { items, complete } = await listRunsOfCommit(octokit, repository, headSha);
    expect([new Set(items.map(({ id }) => id)).size, items.length, complete]).toEqual([101, 101, false]);
  });

  it("that hold fewer runs than they count are cut short", async () => {
    answer(1, { total_count: 2, workflow_runs: [run(1)] });
    expect(await listRunsOfCommit(octokit, repository, headSha)).toMatchObject({ complete: false });
  });

  it("with a thousand runs are cut short, whatever they count", async () => {
    for (let page = 1; page <= 10; page += 1) {
      const runs = Array.from({ length: 100 }, (_, index) => run(page * 100 + index));
      answer(page, { total_count: 1_000, workflow_runs: runs });
    }
    const { items, complete } = await listRunsOfCommit(octokit, repository, headSha);
    expect([items.length, complete]).toEqual([1_000, false]);
  });

  it("that are not what GitHub documents are refused", async () => {
    answer(1, { total_count: 1, workflow_runs: [{ ...run(1), created_at: "yesterday" }] });
    await expect(listRunsOfCommit(octokit, repository, headSha)).rejects.toThrow();
  });
});

describe("the path of a workflow", () => {
  it.each([
    ["as it is", ".github/workflows/ci.yml", ".github/workflows/ci.yml"],
    ["with a ref", ".github/workflows/ci.yml@main", ".github/workflows/ci.yml"],
    ["with a full ref", ".github/workflows/ci.yaml@refs/heads/feature@2", ".github/workflows/ci.yaml"],
    ["with its repository", "Acme/platform/.github/workflows/ci.yml@main", ".github/workflows/ci.yml"],
    ["of another repository", "acme/rules/.github/workflows/ci.yml@main", "acme/rules/.github/workflows/ci.yml"],
    ["of no file", "dynamic/pages/pages-build-deployment", "dynamic/pages/pages-build-deployment"],
    ["of a file that poses as another", ".github/workflows/ci.yml@x.yml", ".github/workflows/ci.yml@x.yml"],
    ["of such a file with a ref", ".github/workflows/ci.yml@x.yml@main", ".github/workflows/ci.yml@x.yml"],
    ["of such a file with two extensions", ".github/workflows/ci.yaml@x.yml@main", ".github/workflows/ci.yaml@x.yml"],
  ])("%s", (_name, path, expected) => {
    expect(workflowPathOf(path, repository)).toBe(expected);
  });
});
