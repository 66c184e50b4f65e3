import { describe, expect, it } from "@jest/globals";
import { openPull, openWorld, type TestWorld } from "./world.ts";

const runs = "/repos/acme/platform/check-runs";
const annotation = { path: "core/clock.py", start_line: 1, end_line: 1, annotation_level: "failure", message: "No." };

async function create(world: TestWorld, token: string, body: Readonly<Record<string, unknown>>) {
  return world.call("POST", runs, { token, body: { name: "a check", ...body } });
}

describe("check runs of the stand-in", () => {
  it("creates, completes and lists a run, with annotations page by page", async () => {
    await using world = await openWorld();
    const { number, sha } = await openPull(world);
    const token = await world.token();
    const output = { title: "One", summary: "Two", annotations: Array.from({ length: 50 }, () => annotation) };
    const made = await create(world, token, { head_sha: sha, status: "in_progress", output });
    expect([made.status, made.body.status, made.body.pull_requests[0].number]).toEqual([201, "in_progress", number]);
    const change = { conclusion: "failure", output: { ...output, annotations: [annotation] } };
    const changed = await world.call("PATCH", `${runs}/${made.body.id}`, { token, body: change });
    expect([changed.body.status, changed.body.output.annotations_count]).toEqual(["completed", 51]);
    const page = await world.call("GET", `${runs}/${made.body.id}/annotations?per_page=50&page=2`, { token });
    expect([page.body.length, page.headers.get("link")?.includes('rel="prev"')]).toEqual([1, true]);
    await create(world, token, { head_sha: sha, conclusion: "success" });
    const latest = await world.call("GET", `/repos/acme/platform/commits/${sha}/check-runs`, { token });
    expect([latest.body.total_count, latest.body.check_runs[0].conclusion]).toEqual([1, "success"]);
    const all = await world.call("GET", `/repos/acme/platform/commits/topic/check-runs?filter=all`, { token });
    expect(all.body.total_count).toBe(2);
    const suites = await world.call("GET", `/repos/acme/platform/commits/${sha}/check-suites`, { token });
    expect([suites.body.total_count, suites.body.check_suites[0].head_branch]).toEqual([1, "topic"]);
    expect(world.github.violations).toEqual([]);
  });

  it("refuses what GitHub refuses", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const token = await world.token();
    const output = { title: "One", summary: "Two" };
    const action = { label: "l", description: "d", identifier: "i" };
    const bodies = [
      { head_sha: sha, output: { ...output, annotations: Array.from({ length: 51 }, () => annotation) } },
      { head_sha: sha, output: { ...output, summary: "x".repeat(65_536) } },
      { head_sha: sha, output: { ...output, text: "x".repeat(70_000) } },
      { head_sha: sha, status: "completed" },
      { head_sha: sha, conclusion: "splendid" },
      { head_sha: sha, actions: [action, action, action, action] },
      { head_sha: sha, actions: [{ ...action, label: "x".repeat(21) }] },
      { head_sha: sha, output: { ...output, annotations: [{ ...annotation, start_line: 9, end_line: 2 }] } },
      { head_sha: sha, output: { ...output, annotations: [{ ...annotation, message: "x".repeat(65_537) }] } },
      { head_sha: sha, output: { ...output, annotations: [{ ...annotation, title: "x".repeat(256) }] } },
      { head_sha: "f".repeat(40) },
      { head_sha: "main" },
      {},
    ];
    const replies = await Promise.all(bodies.map((body) => create(world, token, body)));
    expect(replies.map(({ status }) => status)).toEqual(bodies.map(() => 422));
    expect(world.github.allCheckRunsOf(world.repository, sha)).toEqual([]);
    expect((await world.call("POST", runs, { token, text: "{" })).status).toBe(400);
  });

  it("accepts exactly the limits", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const output = {
      title: "One",
      summary: "x".repeat(65_535),
      annotations: Array.from({ length: 50 }, () => ({ ...annotation, title: "x".repeat(255) })),
    };
    const reply = await create(world, await world.token(), { head_sha: sha, conclusion: "failure", output });
    expect(reply.status).toBe(201);
    expect(world.github.violations).toEqual([]);
  });

  it("leaves pull requests and branch empty for the head of a fork", async () => {
    await using world = await openWorld();
    const { github, repository, work } = world;
    github.createUser("mallory");
    const fork = await github.fork(repository, "mallory");
    const sha = work.commit("patch", { "core/clock.py": "import sys\n" }, { from: "main" });
    await github.push({ repository: fork, from: work.directory, refspec: "refs/heads/patch", as: "mallory" });
    const head = { fork, branch: "patch" };
    await github.openPullRequest({ repository, head, base: "main", title: "A patch", author: "mallory" });
    const token = await world.token();
    const made = await create(world, token, { head_sha: sha, conclusion: "success" });
    expect([made.status, made.body.pull_requests]).toEqual([201, []]);
    const suites = await world.call("GET", `/repos/acme/platform/commits/${sha}/check-suites`, { token });
    expect(suites.body.check_suites[0].head_branch).toBeNull();
    expect(world.github.violations).toEqual([]);
  });

  it("asks the app to run again", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const token = await world.token();
    const made = await create(world, token, { head_sha: sha, conclusion: "failure" });
    await world.github.rerequestCheckRun(world.repository, made.body.id);
    expect((await world.call("POST", `${runs}/${made.body.id}/rerequest`, { token })).status).toBe(201);
    await world.github.rerequestCheckSuite(world.repository, made.body.check_suite.id);
    await world.github.settle();
    const sent = world.github.deliveries.log.map(({ webhook }) => `${webhook.event}.${webhook.action}`);
    expect(sent.slice(-3)).toEqual(["check_run.rerequested", "check_run.rerequested", "check_suite.rerequested"]);
    const suite = await world.call("GET", `/repos/acme/platform/check-suites/${made.body.check_suite.id}`, { token });
    expect([suite.body.status, suite.body.conclusion]).toEqual(["queued", null]);
    expect(world.github.violations).toEqual([]);
  });
});
