import { existsSync, readdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "@jest/globals";
import { openDatabase } from "../../src/database/database.ts";
import { createQueue } from "../../src/queue/queue.ts";
import { createStore } from "../../src/store/store.ts";
import { gitRepositoryAt } from "../support/git-repository.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until, type WorldOptions } from "./support/lanekeeper-world.ts";
import { cleanChange, clear, configuration, forbidden, forbiddenChange } from "./support/story-files.ts";

let world: LanekeeperWorld;
afterEach(() => world[Symbol.asyncDispose]());

async function open(options: WorldOptions = {}): Promise<LanekeeperWorld> {
  world = await openLanekeeperWorld(options);
  return world;
}

async function annotationsOf(sha: string, name: string) {
  const runs = await world.github.checkRunsOf(world.repository, sha);
  return runs.find((run) => run.name === `lanekeeper / ${name}`)?.annotations ?? [];
}

function outcomes(number: number): readonly unknown[] {
  const key = `pull-request/${world.repository.id}/${number}`;
  return world.logged.filter((line) => line["key"] === key && "outcome" in line).map((line) => line["outcome"]);
}

/** Looks into the server's own database. */
async function inDatabase<T>(
  look: (parts: { queue: ReturnType<typeof createQueue>; store: ReturnType<typeof createStore> }) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(world.settings.database);
  try {
    return await look({ queue: createQueue(database), store: createStore(database) });
  } finally {
    await database.close();
  }
}

describe("the configuration", () => {
  it("that is missing fails its own check and the roll-up", async () => {
    await open({ configuration: undefined });
    await world.startServer();
    const { headSha } = await world.openPull("a", cleanChange);
    expect(await world.verdict(headSha)).toEqual({ configuration: "failure", lanekeeper: "failure" });
  });

  it("with an unknown key names line, column and the nearest known key", async () => {
    await open({ configuration: configuration.replace("max-files", "max-file") });
    await world.startServer();
    const { headSha } = await world.openPull("a", cleanChange);
    expect(await world.verdict(headSha)).toEqual({ configuration: "failure", lanekeeper: "failure" });
    const [annotation] = await annotationsOf(headSha, "configuration");
    expect(annotation).toMatchObject({ path: ".github/lanekeeper.yml", start_line: 7 });
    expect(annotation?.message).toContain("column");
    expect(annotation?.message).toContain("Did you mean `max-files`?");
  });

  it("that a change would break keeps judging, and the change fails", async () => {
    await open();
    await world.startServer();
    const { headSha } = await world.openPull("a", { ...forbiddenChange, ".github/lanekeeper.yml": "version: [\n" });
    expect(await world.verdict(headSha)).toEqual({ ...forbidden, configuration: "failure" });
  });

  it("that changed on the base is applied to the pull requests that are open", async () => {
    await open();
    await world.startServer();
    const { headSha } = await world.openPull("a", { "lukhas/two.py": "import os\nimport re\n" });
    expect(await world.verdict(headSha)).toEqual(clear);
    await world.push("main", { ".github/lanekeeper.yml": configuration.replace("max-lines: 200", "max-lines: 1") });
    await until(
      async () => (await world.conclusions(headSha))["batch-size"] === "failure",
      () => "the new configuration does not count",
    );
  });
});

describe("a Python file that does not parse", () => {
  const conflict = "import core.clock\n<<<<<<< HEAD\nimport candidate\n=======\n>>>>>>> other\n";

  it("is a finding when the pull request touches it, and its imports count", async () => {
    await open();
    await world.startServer();
    const { headSha } = await world.openPull("a", { "lukhas/broken.py": conflict });
    expect(await world.verdict(headSha)).toEqual(forbidden);
    const messages = (await annotationsOf(headSha, "lane-guard")).map(({ message }) => message).join("\n");
    expect(messages).toContain("could not be read to its end");
    expect(messages).toContain("lukhas.broken imports candidate");
  });

  it("is no reason to judge nothing when it was there before", async () => {
    await open();
    await world.push("main", { "core/old.py": "import os\n<<<<<<< HEAD\n" });
    await world.startServer();
    const { headSha: good } = await world.openPull("a", cleanChange);
    const { headSha: bad } = await world.openPull("b", forbiddenChange);
    expect(await world.verdict(good)).toEqual(clear);
    expect(await world.verdict(bad)).toEqual(forbidden);
  });
});

describe("a head that moves", () => {
  it("by force gets its verdict, and nothing is said about the old one any more", async () => {
    await open();
    await world.startServer();
    // The old head is under way, slowly, when the new one arrives.
    world.github.faults.delay(({ method, path }) => method === "GET" && /\/pulls\/\d+$/.test(path), 400);
    const { headSha: old } = await world.openPull("a", forbiddenChange);
    await until(
      () => world.logged.some((line) => line["msg"] === "target is claimed"),
      () => "never claimed",
    );
    const headSha = await world.push("a", cleanChange, { from: "main", force: true });
    expect(await world.verdict(headSha)).toEqual(clear);
    expect(await world.conclusions(old)).toEqual({});
  });

  it("fifty times in a row costs a handful of evaluations", async () => {
    const coalesceMs = 2_000;
    await open({ settings: { coalesceMs } });
    await world.startServer();
    const started = performance.now();
    const { number } = await world.openPull("a", cleanChange);
    let headSha = "";
    for (let push = 1; push <= 50; push += 1) headSha = await world.push("a", { "lukhas/billing.py": `# ${push}\n` });
    expect(await world.verdict(headSha)).toEqual(clear);
    await world.github.settle();
    const deliveries = world.github.deliveries.log.filter(({ webhook }) => webhook.event === "pull_request");
    expect(deliveries.length).toBeGreaterThanOrEqual(50);
    // On a busy machine the pushes take longer, and each wait of theirs may end in an evaluation.
    const waits = Math.ceil((performance.now() - started) / coalesceMs);
    expect(outcomes(number).length).toBeLessThanOrEqual(3 + 2 * waits);
    // A head that moves is no trouble of anybody.
    expect(world.logged.filter((line) => "attempt" in line)).toEqual([]);
  });
});

describe("a pull request that ends", () => {
  it("by being closed is not judged any more", async () => {
    await open();
    const { number, headSha } = await world.openPull("a", cleanChange);
    await world.github.closePullRequest(world.repository, number);
    await world.startServer();
    await inDatabase(({ queue }) =>
      queue.wish([
        {
          target: { kind: "pull-request", installationId: world.installationId, repository: world.repository, number },
          notBefore: 0,
        },
      ]),
    );
    await until(
      () => outcomes(number).includes("gone"),
      () => "not looked at",
    );
    expect(await world.conclusions(headSha)).toEqual({});
  });

  it("by losing its branch leaves no dead letter", async () => {
    await open();
    await world.startServer();
    const { headSha } = await world.openPull("a", cleanChange);
    expect(await world.verdict(headSha)).toEqual(clear);
    await world.github.deleteBranch(world.repository, "a");
    await world.github.settle();
    const { number } = await world.openPull("b", { "lukhas/b.py": "" });
    await until(
      () => outcomes(number).includes("published"),
      () => "the next one is not judged",
    );
    expect(await inDatabase(({ queue }) => queue.deadLetters())).toEqual([]);
  });
});

describe("the app", () => {
  it("that is uninstalled keeps nothing of the repository", async () => {
    await open();
    await world.startServer();
    const { headSha } = await world.openPull("a", cleanChange);
    await world.verdict(headSha);
    const mirror = `${world.settings.mirrors.root}/${world.repository.id}.git`;
    expect(existsSync(mirror)).toBe(true);
    await world.github.uninstallApp(world.installationId);
    await until(
      () => !existsSync(mirror),
      () => "the mirror is still there",
    );
    expect(await inDatabase(({ store }) => store.recentReports(10))).toEqual([]);
    expect(readdirSync(world.settings.mirrors.root).filter((name) => name.endsWith(".git"))).toEqual([]);
  });

  it("gets a new token when the old one has ended", async () => {
    // A token younger than five seconds is tried again by Octokit, since GitHub may not know it everywhere yet.
    await open({ standIn: { tokenLifetimeMs: 5_200 } });
    await world.startServer();
    const first = await world.openPull("a", cleanChange);
    expect(await world.verdict(first.headSha)).toEqual(clear);
    await new Promise((resolve) => setTimeout(resolve, 5_300));
    const second = await world.openPull("b", forbiddenChange);
    expect(await world.verdict(second.headSha)).toEqual(forbidden);
    expect(world.github.requests.some(({ status }) => status === 401)).toBe(true);
  });

  it("that lacks a permission says so in the log and does not die of it", async () => {
    await open();
    world.github.faults.respondWith(
      ({ method, path }) => method === "POST" && path.endsWith("/check-runs"),
      { status: 403, body: { message: "Resource not accessible by integration" } },
      100,
    );
    await world.startServer();
    const { number } = await world.openPull("a", cleanChange);
    await until(
      () => world.logged.some((line) => String(line["msg"]).includes("GITHUB_FORBIDDEN")),
      () => "nothing was logged",
    );
    await until(
      async () => (await inDatabase(({ queue }) => queue.deadLetters())).length === 1,
      () => "no dead letter",
    );
    const [letter] = await inDatabase(({ queue }) => queue.deadLetters());
    expect(letter).toMatchObject({ key: `pull-request/${world.repository.id}/${number}` });
    expect(letter?.error).toContain("permission");
  });
});

describe("trouble that stays", () => {
  it("ends in a completed failing check that says why, and heals when the cause is gone", async () => {
    await open();
    const server = await world.startServer({ mirrors: { ...world.settings.mirrors, maxBytes: 1 } });
    const { headSha } = await world.openPull("a", cleanChange);
    expect(await world.verdict(headSha)).toEqual({ evaluation: "failure", lanekeeper: "failure" });
    const [run] = await world.github.checkRunsOf(world.repository, headSha);
    expect(run?.summary).toContain("The repository is too large to mirror");
    await until(
      async () => (await inDatabase(({ queue }) => queue.deadLetters())).length === 1,
      () => "no dead letter",
    );
    const ready = await (await fetch(`${server.url}/readyz`)).json();
    expect(ready).toMatchObject({ dead: 1 });

    await server.stop();
    await world.startServer();
    await world.github.rerequestCheckRun(world.repository, run?.id ?? 0);
    await until(
      async () => (await world.conclusions(headSha))["lanekeeper"] === "success",
      () => "not judged again",
    );
    expect(await world.verdict(headSha)).toEqual({ ...clear, evaluation: "skipped" });
    expect(await inDatabase(({ queue }) => queue.deadLetters())).toEqual([]);
  });

  it("of GitHub is waited out", async () => {
    await open();
    world.github.faults.respondWith(({ path }) => /\/pulls\/\d+$/.test(path), { status: 502, body: {} }, 1);
    await world.startServer();
    const { headSha, number } = await world.openPull("a", cleanChange);
    expect(await world.verdict(headSha)).toEqual(clear);
    await until(
      () => outcomes(number).length === 1,
      () => "not finished",
    );
  });
});

describe("trouble at the first look", () => {
  it("ends in a failing check too, when the pull request was never seen before", async () => {
    await open({ settings: { maxAttempts: 2 } });
    const isPull = ({ method, path }: { method: string; path: string }) =>
      method === "GET" && /\/pulls\/\d+$/.test(path);
    world.github.faults.respondWith(isPull, { status: 502, body: {} }, 2);
    await world.startServer();
    const { headSha } = await world.openPull("a", cleanChange);
    expect(await world.verdict(headSha)).toEqual({ evaluation: "failure", lanekeeper: "failure" });
  });

  it("lets nothing be green while another pull request with the same head is not judged", async () => {
    await open();
    await world.push("loose", { ".github/lanekeeper.yml": "version: 1\ngates:\n  batch-size:\n" }, { from: "main" });
    const { number, headSha } = await world.openPull("shared", forbiddenChange);
    await world.github.settle();
    // The first one is known, and its first attempt fails.
    const isFirst = ({ path }: { path: string }) => path.endsWith(`/pulls/${number}`);
    const server = await world.startServer();
    await world.verdict(headSha);
    await server.stop();
    await inDatabase(async ({ store }) => store.pruneReports(Date.now() + 1));
    world.github.faults.respondWith(isFirst, { status: 502, body: {} }, 1_000);
    await world.startServer();
    const about = { repository: world.repository, head: "shared", base: "loose", title: "Elsewhere", author: "claude" };
    const other = await world.github.openPullRequest(about);
    await until(
      () => outcomes(other.number).includes("published"),
      () => "the second one is not judged",
    );
    expect((await world.conclusions(headSha))["lanekeeper"]).toBe("in_progress");
    world.github.faults.clear();
    await until(
      async () => (await world.conclusions(headSha))["lanekeeper"] === "failure",
      () => "the first one is not judged",
    );
  });

  it("at a merge group whose ref comes later is waited out", async () => {
    await open();
    const { number } = await world.openPull("a", forbiddenChange);
    const group = await world.github.mergeGroup(world.repository, number);
    const ref = group.headRef.startsWith("refs/") ? group.headRef : `refs/heads/${group.headRef}`;
    const git = gitRepositoryAt(world.repository.directory).git;
    git("update-ref", "-d", ref);
    await world.startServer();
    const key = `merge-group/${world.repository.id}/${group.headSha}`;
    await until(
      () => world.logged.some((line) => line["key"] === key && line["attempt"] === 1),
      () => "never tried",
    );
    git("update-ref", ref, group.headSha);
    expect(await world.verdict(group.headSha)).toEqual(forbidden);
  });
});

describe("a reply that is lost", () => {
  it("doubles no check run", async () => {
    await open();
    world.github.faults.respondWith(
      ({ method, path }) => method === "POST" && path.endsWith("/check-runs"),
      { status: 502, body: {}, afterwards: true },
      2,
    );
    await world.startServer();
    const { headSha } = await world.openPull("a", forbiddenChange);
    expect(await world.verdict(headSha)).toEqual(forbidden);
    const names = world.github.allCheckRunsOf(world.repository, headSha).map(({ name }) => name);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  it("and a listing that is cut short is no proof of absence", async () => {
    await open();
    world.github.faults.respondWith(
      ({ method, path }) => method === "POST" && path.endsWith("/check-runs"),
      { status: 502, body: {}, afterwards: true },
      1,
    );
    world.github.faults.respondWith(
      ({ method, path }) => method === "GET" && path.includes("/check-runs"),
      { status: 200, body: { total_count: 7, check_runs: [] } },
      1,
    );
    await world.startServer();
    const { headSha } = await world.openPull("a", cleanChange);
    expect(await world.verdict(headSha)).toEqual(clear);
    expect(world.github.allCheckRunsOf(world.repository, headSha)).toHaveLength(4);
  });
});
