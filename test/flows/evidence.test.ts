import { afterEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { RunningServer } from "../../src/app/compose.ts";
import { defineGate } from "../../src/core/gate.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until, type WorldOptions } from "./support/lanekeeper-world.ts";
import { cleanChange, clear } from "./support/story-files.ts";

let world: LanekeeperWorld;
afterEach(() => world[Symbol.asyncDispose]());

const workflow = { path: ".github/workflows/ci.yml", name: "CI" };

/** A workflow that runs to its end on a commit. */
async function runWorkflow(headSha: string, headBranch: string, event: string) {
  const about = { repository: world.repository, workflow, event, headSha, headBranch, as: "claude" };
  const run = await world.github.startWorkflowRun(about);
  await run.complete("success");
}

/** What was done about targets whose key begins like this, one entry a time. */
function outcomes(key: string): readonly unknown[] {
  return world.logged
    .filter((line) => String(line["key"]).startsWith(key) && "outcome" in line)
    .map((line) => line["outcome"]);
}

const pullKey = (number: number) => `pull-request/${world.repository.id}/${number}`;
const evidenceKey = (sha: string) => `evidence/${world.repository.id}/${sha}`;

async function happened(key: string, times: number) {
  await until(
    () => outcomes(key).length >= times,
    () => `${key} was worked on ${outcomes(key).length} times, not ${times}`,
  );
}

/** Waits until the server has looked for what it missed, and has nothing to do. */
async function rested({ url }: RunningServer) {
  const depth = async () => Depth.parse(await (await fetch(`${url}/readyz`)).json());
  const looked = () => world.logged.some(({ msg }) => msg === "recovery looked for what was missed");
  await until(
    async () => looked() && Object.values(await depth()).every((count) => count === 0),
    () => "there is always something to do",
  );
}

const Depth = z.object({ ready: z.int(), delayed: z.int(), leased: z.int() });

/** A gate that waits for a report, which is there when a test says so. */
const waitingGate = (isThere: () => boolean) =>
  defineGate({
    id: "report",
    title: "Report",
    question: "Is the report there?",
    settings: z.strictObject({}),
    rules: {},
    gather: async () => (isThere() ? { kind: "facts", facts: {} } : { kind: "not-yet", because: "No report yet." }),
    judge: () => ({ outcome: "passed", summary: "It is.", examined: { count: 1, of: "reports" }, notes: [] }),
  });

/** A world whose only gate waits; answers what makes the report be there. */
async function openWaiting(options: WorldOptions = {}): Promise<() => void> {
  let there = false;
  const configuration = "version: 1\nmode: enforce\ngates:\n  report: {}\n";
  world = await openLanekeeperWorld({ ...options, gates: [waitingGate(() => there)], configuration });
  await world.startServer();
  return () => {
    there = true;
  };
}

async function waits(sha: string) {
  await until(
    async () => (await world.conclusions(sha))["lanekeeper"] === "in_progress",
    () => `nothing waits on ${sha}`,
  );
}

const proven = { configuration: "success", report: "success", lanekeeper: "success" };

describe("a workflow run that has ended", () => {
  it("makes Lanekeeper look at the pull request again, and publishes nothing that is the same", async () => {
    world = await openLanekeeperWorld();
    const server = await world.startServer();
    const { headSha, number } = await world.openPull("a", cleanChange);
    expect(await world.verdict(headSha)).toEqual(clear);
    await rested(server);
    const before = outcomes(pullKey(number)).length;
    const asked = world.github.requests.length;
    await runWorkflow(headSha, "a", "pull_request");
    await happened(pullKey(number), before + 1);
    expect(outcomes(pullKey(number)).at(-1)).toBe("published");
    expect(outcomes(evidenceKey(headSha))).toEqual(["swept"]);
    // Only the pull request itself: the store knows whose head it is, and the verdict is the same.
    const made = world.github.requests.slice(asked).map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(made)]).toEqual([`GET /repos/acme/platform/pulls/${number}`]);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain(`lanekeeper_evaluations_total{outcome="published"} ${before + 1}`);
  });

  it("turns waiting into a verdict without a new push, also for a fork", async () => {
    const arrive = await openWaiting();
    const { headSha } = await world.openPull("a", cleanChange, { fork: true });
    await waits(headSha);
    arrive();
    await runWorkflow(headSha, "a", "pull_request");
    expect(await world.verdict(headSha)).toEqual(proven);
  });

  it("reaches a pull request of which no delivery told", async () => {
    world = await openLanekeeperWorld();
    await rested(await world.startServer());
    world.github.deliveries.setFaults({ vanish: 1 });
    const { headSha } = await world.openPull("a", cleanChange);
    world.github.deliveries.setFaults({});
    await runWorkflow(headSha, "a", "pull_request");
    expect(await world.verdict(headSha)).toEqual(clear);
  });

  it("on a branch asks GitHub nothing, and reaches the pull requests that are known", async () => {
    world = await openLanekeeperWorld();
    const server = await world.startServer();
    const { headSha, number } = await world.openPull("a", cleanChange);
    await world.verdict(headSha);
    await rested(server);
    const before = outcomes(pullKey(number)).length;
    const main = world.work.git("rev-parse", "main").trim();
    const asked = world.github.requests.length;
    await runWorkflow(main, "main", "push");
    await runWorkflow(main, "main", "schedule");
    await happened(`${evidenceKey(main)}/main`, 1);
    await rested(server);
    expect(world.github.requests.slice(asked)).toEqual([]);
    await runWorkflow(headSha, "a", "push");
    await happened(pullKey(number), before + 1);
    expect(outcomes(`${evidenceKey(headSha)}/a`)).toEqual(["swept"]);
  });
});

describe("a merge group", () => {
  it("that waits gets its verdict, and is not looked for any more when it has one", async () => {
    const arrive = await openWaiting();
    const { number, headSha } = await world.openPull("a", cleanChange);
    await waits(headSha);
    const group = await world.github.mergeGroup(world.repository, number);
    const branch = group.headRef.replace("refs/heads/", "");
    await waits(group.headSha);
    arrive();
    await runWorkflow(group.headSha, branch, "merge_group");
    expect(await world.verdict(group.headSha)).toEqual(proven);
    const key = `merge-group/${world.repository.id}/${group.headSha}`;
    await happened(key, 2);
    await group.destroy("merged");
    await runWorkflow(group.headSha, branch, "merge_group");
    await happened(evidenceKey(group.headSha), 2);
    expect(outcomes(key)).toEqual(["published", "published"]);
    expect(world.logged.filter((line) => "attempt" in line)).toEqual([]);
  });
});
