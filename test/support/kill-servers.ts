import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { webhookPath } from "../../src/app/server.ts";
import { type DatabaseAddress, openDatabase } from "../../src/database/database.ts";
import { createQueue } from "../../src/queue/queue.ts";
import { type LanekeeperWorld, openLanekeeperWorld } from "../flows/support/lanekeeper-world.ts";
import { freePort, type ServerProcess, startServerProcess } from "./server-process.ts";

export interface KillCounts {
  readonly kills: number;
  readonly pushes: number;
  /** Deliveries that were answered with 202 and `stored`. */
  readonly acknowledged: number;
  /** Of those, how many the database does not have. */
  readonly lost: number;
  /** Deliveries that met no server, or one that was killed before it answered. */
  readonly unanswered: number;
  readonly heads: number;
  /** Newest heads without exactly one completed run of every name. */
  readonly wrongHeads: number;
  readonly undone: number;
}

/** How long the first round waits for a server that acknowledges something. */
const patienceMs = 60_000;
const expectedNames = ["configuration", "lane-guard", "batch-size", "lanekeeper"];

/**
 * Kills real servers with SIGKILL while people push, again and again; then lets one work in peace, and counts what
 * became of everything. Ingress and workers are separate processes where the database can be shared.
 */
export async function killServersInALoop(
  database: { readonly kind: "sqlite" } | Extract<DatabaseAddress, { kind: "postgres" }>,
  plan: { readonly rounds: number; readonly pulls: number; readonly roundMs: number },
): Promise<KillCounts> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "lanekeeper-kill-"));
  const world = await openLanekeeperWorld();
  const address =
    database.kind === "postgres"
      ? database
      : { kind: "sqlite" as const, file: join(dataDirectory, "lanekeeper.sqlite") };
  const port = await freePort();
  world.github.connectWebhook(`http://127.0.0.1:${port}${webhookPath}`);
  const start = (roles: string, at: number) =>
    startServerProcess({
      github: world.github,
      dataDirectory,
      port: at,
      env: { ROLES: roles, ...(database.kind === "postgres" ? { DATABASE_URL: database.url } : {}) },
    });
  const startAll = async (): Promise<readonly ServerProcess[]> =>
    database.kind === "postgres"
      ? Promise.all([start("ingress", port), start("workers", await freePort())])
      : [await start("ingress,workers", port)];
  let running: readonly ServerProcess[] = [];
  try {
    const branches = Array.from({ length: plan.pulls }, (_, index) => `change-${index}`);
    for (const branch of branches)
      await world.openPull(branch, { [`lukhas/${branch.replace("-", "_")}.py`]: "import os\n" });
    let kills = 0;
    let pushes = 0;
    const heads = new Map<string, string>();
    for (let round = 0; round < plan.rounds; round += 1) {
      running = await startAll();
      const pushing = pushInTurn(world, branches, round, heads, plan.roundMs);
      await sleep(plan.roundMs + ((round * 137) % 300));
      if (round === 0) await somethingAcknowledged(world);
      for (const server of running) await server.end("SIGKILL");
      kills += running.length;
      pushes += await pushing;
    }
    running = await startAll();
    const wrongHeads = await countWrongHeads(world, [...heads.values()]);
    await world.github.settle();
    const counts = await countDeliveries(world, address);
    return { kills, pushes, heads: heads.size, wrongHeads, ...counts };
  } finally {
    for (const server of running) await server.end("SIGKILL");
    await world[Symbol.asyncDispose]();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

async function pushInTurn(
  world: LanekeeperWorld,
  branches: readonly string[],
  round: number,
  heads: Map<string, string>,
  forMs: number,
): Promise<number> {
  const end = performance.now() + forMs;
  let pushes = 0;
  const push = async () => {
    const branch = branches[pushes % branches.length] ?? "";
    const files = { [`lukhas/${branch.replace("-", "_")}.py`]: `import os\n# ${round}.${pushes}\n` };
    heads.set(branch, await world.push(branch, files));
    pushes += 1;
  };
  // On a slow machine too, every branch is pushed to in every round.
  while (performance.now() < end || pushes < branches.length) await push();
  // What was pushed first may have timed out everywhere, and nothing is delivered twice: then kills would try nothing.
  while (round === 0 && !isAcknowledged(world) && performance.now() < end + patienceMs) {
    await sleep(500);
    await push();
  }
  return pushes;
}

async function countWrongHeads(world: LanekeeperWorld, heads: readonly string[]): Promise<number> {
  let wrong = 0;
  for (const sha of heads) {
    await world.verdict(sha);
    const runs = world.github.allCheckRunsOf(world.repository, sha);
    const names = runs.map(({ name }) => name.replace("lanekeeper / ", "")).toSorted();
    const isRight =
      runs.every(({ status }) => status === "completed") && names.join() === expectedNames.toSorted().join();
    if (!isRight) wrong += 1;
  }
  return wrong;
}

/** On a busy machine a round may be over before its server has started: then nothing would be tried. */
async function somethingAcknowledged(world: LanekeeperWorld): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end && !isAcknowledged(world)) await sleep(50);
}

function isAcknowledged({ github }: LanekeeperWorld): boolean {
  return github.deliveries.log.some(
    ({ statusCode, responseBody }) => statusCode === 202 && responseBody.includes('"stored"'),
  );
}

async function countDeliveries(world: LanekeeperWorld, address: DatabaseAddress) {
  const { log } = world.github.deliveries;
  const acknowledged = new Set(
    log
      .filter(({ statusCode, responseBody }) => statusCode === 202 && responseBody.includes('"stored"'))
      .map(({ guid }) => guid),
  );
  const database = await openDatabase(address);
  try {
    const queue = createQueue(database);
    const known = await queue.known([...acknowledged]);
    const wanted = async () => {
      const { ready, delayed, leased, dead } = await queue.depth(Date.now() + 3_600_000);
      return ready + delayed + leased + dead;
    };
    // A last sweep may be under way.
    for (let look = 0; look < 200 && (await wanted()) > 0; look += 1) await sleep(50);
    return {
      acknowledged: acknowledged.size,
      lost: acknowledged.size - known.size,
      unanswered: log.filter(({ statusCode }) => statusCode === 0 || statusCode >= 500).length,
      undone: await wanted(),
    };
  } finally {
    await database.close();
  }
}
