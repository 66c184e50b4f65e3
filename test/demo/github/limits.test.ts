import { describe, expect, it } from "@jest/globals";
import { openPull, openWorld } from "./world.ts";

const path = "/repos/acme/platform";

describe("limits and faults of the stand-in", () => {
  it("counts requests and refuses when the hour is used up", async () => {
    let now = Date.now();
    await using world = await openWorld({ clock: () => now, tokenLifetimeMs: 10 * 3_600_000 });
    const token = await world.token();
    world.github.spendRateLimit(world.installationId, 4999);
    const last = await world.call("GET", path, { token });
    expect([last.status, last.headers.get("x-ratelimit-remaining")]).toEqual([200, "0"]);
    const refused = await world.call("GET", path, { token });
    expect([refused.status, refused.headers.get("x-ratelimit-remaining")]).toEqual([403, "0"]);
    expect(Number(refused.headers.get("x-ratelimit-reset")) * 1000).toBeGreaterThan(now);
    const status = await world.call("GET", "/rate_limit", { token });
    expect([status.status, status.body.rate.remaining]).toEqual([200, 0]);
    now += 3_600_001;
    expect((await world.call("GET", path, { token })).status).toBe(200);
    expect(world.github.violations).toEqual([]);
  });

  it("refuses with retry-after when a minute's points are used up", async () => {
    let now = Date.now();
    await using world = await openWorld({ clock: () => now, limits: { pointsPerMinute: 5 } });
    const token = await world.token();
    const statuses = [];
    for (let turn = 0; turn < 6; turn += 1) statuses.push((await world.call("GET", path, { token })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 403]);
    expect((await world.call("GET", path, { token })).headers.get("retry-after")).toBe("60");
    now += 60_001;
    expect((await world.call("GET", path, { token })).status).toBe(200);
  });

  it("makes trouble when told", async () => {
    await using world = await openWorld();
    const token = await world.token();
    world.github.faults.secondaryLimitEvery(3, 7);
    const replies = [];
    for (let turn = 0; turn < 6; turn += 1) replies.push(await world.call("GET", path, { token }));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 403, 200, 200, 403]);
    expect(replies[2]?.headers.get("retry-after")).toBe("7");
    world.github.faults.clear();
    world.github.faults.respondWith((request) => request.path === path, { status: 502 }, 2);
    const after = [];
    for (let turn = 0; turn < 3; turn += 1) after.push((await world.call("GET", path, { token })).status);
    expect(after).toEqual([502, 502, 200]);
    expect(world.github.requests.at(-1)).toMatchObject({ method: "GET", path, status: 200 });
  });

  it("can lose a reply after the work was done", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const token = await world.token();
    world.github.faults.respondWith(({ method }) => method === "POST", { status: 502, afterwards: true });
    const body = { name: "a check", head_sha: sha };
    expect((await world.call("POST", `${path}/check-runs`, { token, body })).status).toBe(502);
    expect(world.github.allCheckRunsOf(world.repository, sha)).toHaveLength(1);
  });
});
