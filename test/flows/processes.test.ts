import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { webhookPath } from "../../src/app/server.ts";
import { openDatabase } from "../../src/database/database.ts";
import { createQueue } from "../../src/queue/queue.ts";
import { killServersInALoop } from "../support/kill-servers.ts";
import { findPostgres, type PostgresCluster, startPostgres } from "../support/postgres.ts";
import { freePort, type LogLine, startServerProcess } from "../support/server-process.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until } from "./support/lanekeeper-world.ts";
import { clear } from "./support/story-files.ts";

const plan = { rounds: 3, pulls: 3, roundMs: 900 };
const nothingWrong = { lost: 0, wrongHeads: 0, undone: 0 };

describe("servers that are killed under load", () => {
  it("lose nothing that they acknowledged, and end with one run a gate, on SQLite", async () => {
    const counts = await killServersInALoop({ kind: "sqlite" }, plan);
    expect(counts).toMatchObject({ ...nothingWrong, kills: plan.rounds, heads: plan.pulls });
    expect(counts.acknowledged).toBeGreaterThan(0);
  });
});

const binaries = findPostgres();
(binaries === undefined ? describe.skip : describe)("on one PostgreSQL", () => {
  let cluster: PostgresCluster;
  beforeAll(async () => {
    cluster = await startPostgres(binaries ?? "");
  });
  afterAll(() => cluster.stop());

  it("ingress and workers that are killed under load lose nothing", async () => {
    const counts = await killServersInALoop({ kind: "postgres", url: await cluster.createDatabase() }, plan);
    expect(counts).toMatchObject({ ...nothingWrong, kills: 2 * plan.rounds, heads: plan.pulls });
    expect(counts.acknowledged).toBeGreaterThan(0);
  });

  it("two servers share the work, never evaluate one pull request at the same time, and leave none undone", async () => {
    const folders = [mkdtempSync(join(tmpdir(), "lanekeeper-a-")), mkdtempSync(join(tmpdir(), "lanekeeper-b-"))];
    const world = await openLanekeeperWorld();
    const url = await cluster.createDatabase();
    const servers = [];
    for (const dataDirectory of folders) {
      const options = { github: world.github, dataDirectory, port: await freePort(), env: { DATABASE_URL: url } };
      servers.push(await startServerProcess(options));
    }
    try {
      world.github.connectWebhook(`${servers[0]?.url}${webhookPath}`);
      const branches = Array.from({ length: 6 }, (_, index) => `change-${index}`);
      const heads = new Map<string, string>();
      for (const branch of branches) await world.openPull(branch, { "lukhas/part.py": `# ${branch}\n` });
      for (let push = 0; push < 24; push += 1) {
        const branch = branches[push % branches.length] ?? "";
        heads.set(branch, await world.push(branch, { "lukhas/part.py": `# ${push}\n` }));
      }
      for (const sha of heads.values()) expect(await world.verdict(sha)).toEqual(clear);
      await until(
        async () => (await undoneIn(url)) === 0,
        () => "something stays undone",
      );
      const spans = servers.map(({ log }) => evaluationsIn(log));
      for (const ofOne of spans) expect(ofOne.length).toBeGreaterThan(0);
      expect(overlapsOf(spans.flat())).toEqual([]);
    } finally {
      for (const server of servers) await server.end("SIGTERM");
      await world[Symbol.asyncDispose]();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  });
});

async function undoneIn(url: string): Promise<number> {
  const database = await openDatabase({ kind: "postgres", url });
  try {
    const { ready, delayed, leased, dead } = await createQueue(database).depth(Date.now() + 3_600_000);
    return ready + delayed + leased + dead;
  } finally {
    await database.close();
  }
}

interface Evaluation {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** From claim to finish, by the server's own log. */
function evaluationsIn(log: readonly LogLine[]): readonly Evaluation[] {
  const begun = new Map<string, number>();
  const spans: Evaluation[] = [];
  for (const { msg, key, time } of log) {
    if (typeof key !== "string" || typeof time !== "number") continue;
    if (msg === "target is claimed") begun.set(key, time);
    const from = begun.get(key);
    if (msg === "target is up to date" && from !== undefined) spans.push({ key, from, to: time });
  }
  return spans;
}

/** The log is written a moment after the finish is in the database, so a millisecond is forgiven. */
function overlapsOf(spans: readonly Evaluation[]): readonly Evaluation[] {
  const byKey = Map.groupBy(spans, ({ key }) => key);
  return [...byKey.values()].flatMap((ofKey) => {
    const ordered = ofKey.toSorted((a, b) => a.from - b.from);
    return ordered.filter((span, index) => span.from < (ordered[index - 1]?.to ?? 0) - 1);
  });
}

describe("one server", () => {
  let world: LanekeeperWorld;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "lanekeeper-one-"));
    world = await openLanekeeperWorld();
  });
  afterEach(async () => {
    await world[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it("finishes what is under way when it is asked to stop, and exits with 0", async () => {
    const server = await startServerProcess({ github: world.github, dataDirectory: folder, port: await freePort() });
    world.github.connectWebhook(`${server.url}${webhookPath}`);
    // Slow enough that the stop comes in the middle.
    world.github.faults.delay(({ method, path }) => method === "GET" && /\/pulls\/\d+$/.test(path), 500);
    const { headSha } = await world.openPull("a", { "lukhas/a.py": "" });
    await until(
      () => server.log.some(({ msg, key }) => msg === "target is claimed" && String(key).startsWith("pull-request/")),
      () => "never claimed",
    );
    expect(await server.end("SIGTERM")).toBe(0);
    expect(await world.conclusions(headSha)).toEqual(clear);
  });

  it("does not start without a secret, and says what else is wrong", () => {
    const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
    const { status, stderr, stdout } = spawnSync(process.execPath, [main, "serve"], {
      encoding: "utf8",
      cwd: folder,
      env: { PATH: process.env["PATH"], APP_ID: "0", WEBHOOK_SECRET: "development" },
    });
    expect(status).toBe(2);
    expect(stdout).toBe("");
    for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"]) expect(stderr).toContain(name);
  });
});
