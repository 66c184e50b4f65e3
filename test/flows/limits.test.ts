import { afterEach, describe, expect, it } from "@jest/globals";
import { type LanekeeperWorld, openLanekeeperWorld } from "./support/lanekeeper-world.ts";
import { cleanChange, clear, forbidden, forbiddenChange } from "./support/story-files.ts";

let world: LanekeeperWorld;
afterEach(() => world[Symbol.asyncDispose]());

describe("a secondary rate limit on every third call", () => {
  it("gets no call during the pause, and everything is published in the end", async () => {
    world = await openLanekeeperWorld();
    const retryAfterSeconds = 1;
    world.github.faults.secondaryLimitEvery(3, retryAfterSeconds);
    await world.startServer();
    const clean = await world.openPull("a", cleanChange);
    const bad = await world.openPull("b", forbiddenChange);
    expect(await world.verdict(clean.headSha)).toEqual(clear);
    expect(await world.verdict(bad.headSha)).toEqual(forbidden);

    const ofInstallation = world.github.requests.filter(({ path }) => !path.startsWith("/app"));
    const refusals = ofInstallation.filter(({ status }) => status === 403);
    expect(refusals.length).toBeGreaterThanOrEqual(3);
    for (const { at } of refusals) {
      const during = ofInstallation.filter((call) => call.at > at && call.at < at + retryAfterSeconds * 1_000);
      expect(during).toEqual([]);
    }
    const names = world.github.allCheckRunsOf(world.repository, bad.headSha).map(({ name }) => name);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });
});

describe("the rate limit of the hour", () => {
  it("is waited for, and other installations go on", async () => {
    world = await openLanekeeperWorld();
    const { github } = world;
    github.createUser("umbra", "Organization");
    const other = await github.createRepository({ owner: "umbra", name: "tools", private: true });
    await github.push({ repository: other, from: world.work.directory, refspec: "refs/heads/main", as: "ada" });
    await github.installApp([other]);
    await world.startServer();
    github.spendRateLimit(world.installationId, 5_000);
    const waiting = await world.openPull("a", cleanChange);
    world.work.commit("c", cleanChange, { from: "main" });
    await github.push({ repository: other, from: world.work.directory, refspec: "refs/heads/c", as: "claude" });
    const served = await github.openPullRequest({
      repository: other,
      head: "c",
      base: "main",
      title: "Elsewhere",
      author: "claude",
    });
    const deadline = performance.now() + 20_000;
    const isDone = async () =>
      (await github.checkRunsOf(other, served.headSha)).some(({ name }) => name === "lanekeeper");
    while (!(await isDone()) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await isDone()).toBe(true);
    expect(await world.conclusions(waiting.headSha)).toEqual({});
  });
});
