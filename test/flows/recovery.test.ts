import { afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type LanekeeperWorld, openLanekeeperWorld } from "./support/lanekeeper-world.ts";
import { cleanChange, clear, forbidden, forbiddenChange, type Verdict } from "./support/story-files.ts";

let world: LanekeeperWorld;
afterEach(() => world[Symbol.asyncDispose]());

function found(name: string): number {
  return world.logged.reduce((sum, line) => sum + (line["msg"] === name ? Number(line["found"]) : 0), 0);
}

describe("recovery", () => {
  it("takes in on start what was delivered while no server was there, and counts it", async () => {
    world = await openLanekeeperWorld();
    const { headSha } = await world.openPull("a", forbiddenChange);
    await world.github.settle();
    const server = await world.startServer();
    expect(await world.verdict(headSha)).toEqual(forbidden);
    expect(found("deliveries were missed and have been taken in")).toBeGreaterThan(0);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/lanekeeper_recovered_deliveries_total [1-9]/);
  });

  it("finds open pull requests of which no delivery tells at all, and counts them", async () => {
    world = await openLanekeeperWorld();
    world.github.deliveries.setFaults({ vanish: 1 });
    const { headSha } = await world.openPull("a", cleanChange);
    const server = await world.startServer();
    expect(await world.verdict(headSha)).toEqual(clear);
    expect(found("sweep found work")).toBe(1);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/lanekeeper_swept_pull_requests_total 1/);
  });

  it("is not kept by a delivery that GitHub lists and no longer has", async () => {
    world = await openLanekeeperWorld();
    const { headSha } = await world.openPull("a", cleanChange);
    await world.github.settle();
    const isDelivery = ({ path }: { path: string }) => /\/app\/hook\/deliveries\/\d+$/.test(path);
    world.github.faults.respondWith(isDelivery, { status: 404, body: { message: "Not Found" } }, 1_000);
    await world.startServer();
    expect(await world.verdict(headSha)).toEqual(clear);
  });

  it("goes on with what a server that was stopped had taken in", async () => {
    world = await openLanekeeperWorld();
    const first = await world.startServer({ roles: { ingress: true, workers: 0 } });
    const { headSha } = await world.openPull("a", cleanChange);
    await world.github.settle();
    await first.stop();
    await world.startServer();
    expect(await world.verdict(headSha)).toEqual(clear);
  });
});

/** What people do in the chaos story: pushes, force-pushes, closings, edits of the configuration. */
async function playChaos(): Promise<readonly string[]> {
  const heads: string[] = [];
  for (let index = 0; index < 6; index += 1) {
    const branch = `change-${index}`;
    const { number } = await world.openPull(branch, { [`lukhas/part_${index}.py`]: "import os\n" });
    await world.push(branch, { [`lukhas/part_${index}.py`]: index % 2 === 0 ? "import candidate\n" : "import core\n" });
    const last = await world.push(branch, { [`lukhas/more_${index}.py`]: "import re\n" });
    if (index === 4) {
      await world.github.closePullRequest(world.repository, number);
      await world.github.reopenPullRequest(world.repository, number);
    }
    heads.push(last);
  }
  heads.push(await world.push("change-1", { "lukhas/part_1.py": "import candidate\n" }, { from: "main", force: true }));
  heads.splice(1, 1);
  return heads;
}

async function finalState(heads: readonly string[]): Promise<readonly Verdict[]> {
  return Promise.all(heads.map((sha) => world.verdict(sha)));
}

describe("chaos", () => {
  let calm: readonly Verdict[];
  beforeAll(async () => {
    world = await openLanekeeperWorld();
    await world.startServer();
    calm = await finalState(await playChaos());
    await world[Symbol.asyncDispose]();
  });

  it.each([1, 2, 3])(
    "of dropped, doubled, delayed and reordered deliveries ends as a clean run does: seed %i",
    async (seed) => {
      world = await openLanekeeperWorld({ settings: { sweepEveryMs: 1_000 } });
      world.github.deliveries.setFaults({ drop: 0.2, repeat: 0.2, delay: 0.2, reorder: 0.2, delayMs: 300, seed });
      await world.startServer();
      const heads = await playChaos();
      await world.github.settle();
      expect(await finalState(heads)).toEqual(calm);
      const { log } = world.github.deliveries;
      expect(log.some(({ statusCode }) => statusCode === 0 || statusCode >= 500)).toBe(true);
      expect(new Set(log.map(({ guid }) => guid)).size).toBeLessThan(log.length);
      for (const sha of heads) {
        const names = world.github.allCheckRunsOf(world.repository, sha).map(({ name }) => name);
        expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
      }
    },
  );
});
